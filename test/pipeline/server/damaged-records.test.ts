import { afterAll, beforeAll, expect, test } from 'vitest'
import { splitRecord } from '../../../sync-server/contract/sealed-record.ts'
import { readRecord } from '../../../sync-server/intake/read-record.ts'
import { openRecord } from '../../../sync-server/intake/open-record.ts'
import { verifyLevels } from '../../../sync-server/levels/levels.service.ts'
import { createPublicKey, sign, createHash } from 'node:crypto'
import { documentOfPerson, parcelOf, phoneOfPerson, type SealedForTest } from '../../fixtures/server/build-record.ts'
import type { TestKiosk } from '../../fixtures/server/test-kiosk.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let server: TestServer
let kiosk: TestKiosk
let record: SealedForTest
beforeAll(async () => {
  server = await startTestServer()
  kiosk = await server.kiosk()
  const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
  record = kiosk.record({ clerk, account: { by: 'new', phoneNumber: phoneOfPerson(1) }, document: documentOfPerson(1) })
})
afterAll(() => server.close())

const kinds = async (pieces: Uint8Array[]): Promise<Set<string>> => {
  const all = new Set<string>()
  for (let i = 0; i < pieces.length; i += 500) {
    const parcels = pieces.slice(i, i + 500).map((piece) => parcelOf(record, piece))
    for (const answer of await kiosk.postParcels(parcels))
      all.add(answer.kind === 'rejected' ? answer.code : answer.kind)
  }
  return all
}
const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at]! ^= 1 << (at % 8)
  return copy
}

test('a record torn at any length is refused', async () => {
  const torn = Array.from({ length: record.bytes.length }, (_, length) => record.bytes.subarray(0, length)).filter(
    (_torn, length) => length < 1200 || length % 5 === 0,
  )
  expect(
    [...(await kinds(torn))].every((kind) => kind === 'record.damaged' || kind === 'record.signature-invalid'),
  ).toBe(true)
}, 60_000)
test('a flipped bit anywhere in header, sealed key, signature or sampled body is refused', async () => {
  const parts = splitRecord(record.bytes)!
  const bodyStart = 8 + parts.header.length + parts.sealedKey.length
  const places = Array.from({ length: record.bytes.length }, (_, at) => at).filter(
    (at) => at < bodyStart || at >= record.bytes.length - 64 || at % 23 === 0,
  )
  const answers = await kinds(places.map((at) => flipped(record.bytes, at)))
  expect([...answers].every((kind) => kind === 'record.damaged' || kind === 'record.signature-invalid')).toBe(true)
}, 60_000)
test('signed again by its own kiosk, a changed header, sealed key or body still does not open', async () => {
  const key = createPublicKey(kiosk.key)
  const parts = splitRecord(record.bytes)!
  const bodyStart = 8 + parts.header.length
  for (let at = bodyStart; at < record.bytes.length - 64; at += at < bodyStart + 80 ? 1 : 37) {
    const signed = flipped(record.bytes, at).subarray(0, record.bytes.length - 64)
    const digest = createHash('sha256').update(signed).digest()
    const forged = Buffer.concat([signed, sign(null, Buffer.concat([Buffer.from('HKR1'), digest]), kiosk.key)])
    const read = readRecord(parcelOf(record, forged), { kioskId: kiosk.id, key })
    if ('code' in read) throw new Error('not signed')
    expect(openRecord(read, server.foundation.keys.opening)).toBe('record.damaged')
  }
})
test('after all that the sound record is still taken, once', async () => {
  expect(await kinds([record.bytes])).toEqual(new Set(['receipt']))
  expect((await verifyLevels(server.foundation.database.reader)).grants).toBe(1)
})
test('a batch that ends in the middle of a record is no batch', async () => {
  const torn = Buffer.concat([Buffer.from([0, 0, 1, 0]), Buffer.from('short')])
  expect((await kiosk.send('POST', '/v1/intake/records', { body: torn })).body).toMatchObject({
    code: 'request.invalid',
  })
})
