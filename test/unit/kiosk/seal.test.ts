import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { seal, type SealedRecord } from '../../../electron/vault/seal.ts'
import { canonicalJson } from '../../../sync-server/contract/canonical-json.ts'
import { RecordHeader } from '../../../sync-server/contract/sealed-record.ts'
import { Value } from 'typebox/value'
import { hallKeys } from '../../fixtures/kiosk/hall-keys.ts'
import { openRecord } from '../../fixtures/kiosk/opener.ts'
import { attachments, sessionLog } from '../../fixtures/kiosk/session-logs.ts'

const KIOSK = '00000000-0000-7000-8000-000000000000'
const hall = hallKeys()
const kiosk = generateKeyPairSync('ed25519')
const keys = {
  signing: kiosk.privateKey,
  sealing: createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: hall.pinned.sealing.publicKey }, format: 'jwk' }),
  sealingKeyId: hall.pinned.sealing.id,
}
const opener = { sealingPrivate: hall.sealingPrivate, kioskPublic: kiosk.publicKey }
const previousDigest = 'ab'.repeat(32)
const sealOne = (sizes: number[] = [], log = sessionLog(KIOSK)): { sealed: SealedRecord; plain: Buffer[] } => {
  const parts = attachments(...sizes)
  const plain = parts.map(({ bytes }) => Buffer.from(bytes))
  return {
    sealed: seal(keys, { log, attachments: parts, sealedAt: log.finishedAt }, { seq: 7, previousDigest }),
    plain,
  }
}

test('the server opens what the kiosk sealed', () => {
  const log = sessionLog(KIOSK)
  const { sealed, plain } = sealOne([1024, 50_000, 9000], log)
  const opened = openRecord(sealed.bytes, opener)
  expect(opened.log).toEqual(log)
  expect(opened.digest).toBe(sealed.digest)
  expect(opened.header).toMatchObject({ recordId: log.recordId, kioskId: KIOSK, seq: 7, previousDigest })
  const names = opened.header.attachments.map(({ name }) => name)
  expect(names).toEqual(['chip-photo', 'live-face', 'signature'])
  expect(sealed.attachments.map(({ name, bytes }) => opened.openAttachment(name, bytes))).toEqual(plain)
})

test('the header is canonical and says nothing but what the contract lists', () => {
  const { headerText } = openRecord(sealOne([10]).sealed.bytes, opener)
  const header: unknown = JSON.parse(headerText)
  expect(Value.Check(RecordHeader, header)).toBe(true)
  expect(canonicalJson(header)).toBe(headerText)
})

test('an attachment does not open under another name', () => {
  const { sealed } = sealOne([100])
  const opened = openRecord(sealed.bytes, opener)
  const bytes = sealed.attachments[0]!.bytes
  expect(() => opened.openAttachment('signature', bytes)).toThrow()
})

test('two seals of the same log share no ciphertext', () => {
  const log = sessionLog(KIOSK)
  const [a, b] = [sealOne([64], log).sealed, sealOne([64], log).sealed]
  expect(a.digest).not.toBe(b.digest)
  expect(a.attachments[0]!.digest).not.toBe(b.attachments[0]!.digest)
})

test('nothing readable of the log stands in the record', () => {
  const { sealed } = sealOne([64])
  for (const text of ['plain-text-marker', '测试甲']) expect(sealed.bytes.includes(Buffer.from(text))).toBe(false)
})

test('a record with any one byte changed is refused', () => {
  const { sealed } = sealOne([64])
  for (let i = 0; i < sealed.bytes.length; i++) {
    const bent = Buffer.from(sealed.bytes)
    bent.writeUInt8(bent.readUInt8(i) ^ (1 << (i % 8)), i)
    expect(() => openRecord(bent, opener), `byte ${i}`).toThrow()
  }
})

test('a record cut off anywhere is refused', () => {
  const { sealed } = sealOne()
  for (let end = 0; end < sealed.bytes.length; end++) {
    expect(() => openRecord(sealed.bytes.subarray(0, end), opener), `length ${end}`).toThrow()
  }
})

test('another kiosk cannot have sealed it, another server cannot open it', () => {
  const { sealed } = sealOne()
  const stranger = generateKeyPairSync('ed25519').publicKey
  expect(() => openRecord(sealed.bytes, { ...opener, kioskPublic: stranger })).toThrow('signature')
  expect(() => openRecord(sealed.bytes, { ...opener, sealingPrivate: hallKeys().sealingPrivate })).toThrow()
})
