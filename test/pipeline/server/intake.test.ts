import { createPublicKey, verify } from 'node:crypto'
import { canonicalJson } from '../../../sync-server/contract/canonical-json.ts'
import { routes } from '../../../sync-server/contract/route.ts'
import { verifyLevels } from '../../../sync-server/levels/levels.service.ts'
import { isValid } from '../../../sync-server/platform/schema.ts'
import { batchOf, documentOfPerson, parcelOf } from '../../fixtures/server/build-record.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { databases, type EngineEnvironment } from '../../fixtures/server/databases.ts'
import { type Desk, faultsOf, newAccount, openDesk as open, said } from '../../fixtures/server/desk.ts'

let desk: Desk | undefined
afterEach(() => desk?.hall.close())
const openDesk = async (environment: EngineEnvironment): Promise<Desk> => (desk = await open(environment))
const assertBooks = async ({ hall }: Pick<Desk, 'hall'>): Promise<void> => expect(await faultsOf(hall)).toEqual([])

describe.each(databases)('intake on $name', ({ fresh }) => {
  test('a sound record grants L4, by face and by two people, and the books are in order', async () => {
    const desk = await openDesk(await fresh())
    const account = await desk.open(1)
    expect(account.level).toBe('L1')
    expect(
      await desk.deliver({ account: { by: 'account', accountId: account.accountId }, document: documentOfPerson(1) }),
    ).toBe('granted')
    expect(await desk.deliver({ ...newAccount(2), supervisor: desk.supervisor })).toBe('granted')
    expect(await desk.read(account.accountId)).toEqual({
      accountId: account.accountId,
      level: 'L4',
      maskedPhone: '100****0001',
      maskedName: '**甲',
    })
    await assertBooks(desk)
  })
  test('receipts are signed by the key that the kiosk pinned, and a repeated record gets the same one', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const record = kiosk.record({ clerk, ...newAccount(1) })
    const first = await kiosk.deliver([record])
    const again = await kiosk.deliver([record, record])
    expect(again).toEqual([first[0], first[0]])
    const answer = first[0]
    if (answer?.kind !== 'receipt') throw new Error('no receipt')
    expect(isValid(routes.postRecords.reply, { answers: first })).toBe(true)
    const { value, signature } = answer.receipt
    expect(value.digest).toBe(record.digest)
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: kiosk.enrolled.keys.signing.publicKey },
      format: 'jwk',
    })
    expect(verify(null, Buffer.from(canonicalJson(value)), key, Buffer.from(signature, 'base64url'))).toBe(true)
    await assertBooks({ hall })
  })
  test('two deliveries of one batch at the same time change nothing twice', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const records = Array.from({ length: 8 }, (_, n) => kiosk.record({ clerk, ...newAccount(n) }))
    const [a, b] = await Promise.all([kiosk.deliver(records), kiosk.deliver(records)])
    expect(a.map(said)).toEqual(Array.from({ length: 8 }, () => 'granted'))
    expect(b).toEqual(a)
    expect((await verifyLevels(hall.foundation.database.reader)).grants).toBe(8)
    await assertBooks({ hall })
  })
  test('records out of order wait for the ones before them', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const [one, two, three] = [1, 2, 3].map((n) => kiosk.record({ clerk, ...newAccount(n) }))
    const first = await kiosk.deliver([three!, two!, one!])
    expect(first.map(said)).toEqual(['again record.out-of-order', 'again record.out-of-order', 'granted'])
    expect((await kiosk.deliver([two!, three!])).map(said)).toEqual(['granted', 'granted'])
    expect((await kiosk.send('GET', '/v1/kiosk')).body).toMatchObject({ lastSeq: 3, lastDigest: three!.digest })
    await assertBooks({ hall })
  })
  test('a record without its attachments, or with others, is parked, and taken when it comes whole', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const record = kiosk.record({ clerk, ...newAccount(1) })
    const other = kiosk.record({ clerk, ...newAccount(2) })
    const [first, ...rest] = record.attachments.map(({ bytes }) => bytes)
    const parcels = [
      [record.bytes],
      [record.bytes, ...rest],
      [record.bytes, ...rest, first!],
      [record.bytes, first!, ...rest, first!],
      [record.bytes, ...other.attachments.map(({ bytes }) => bytes)],
    ]
    const answers = await kiosk.postParcels(parcels.map((pieces) => batchOf(pieces)))
    expect(answers.map(said)).toEqual(parcels.map(() => 'rejected record.damaged'))
    expect((await kiosk.deliver([record, other])).map(said)).toEqual(['granted', 'granted'])
    await assertBooks({ hall })
  })
  test('what was taken in without being asked twice lies there with its attachments, byte for byte', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const record = kiosk.record({ clerk, ...newAccount(1) })
    await kiosk.deliver([record])
    const rows = await hall.foundation.database.reader.all<{ parcel: Uint8Array }>('SELECT parcel FROM inbox')
    expect(rows.map(({ parcel }) => Buffer.from(parcel))).toEqual([parcelOf(record)])
  })
  test('another record under the same id is a conflict, and so is another record at the same place', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const record = kiosk.record({ clerk, ...newAccount(1) })
    expect((await kiosk.deliver([record])).map(said)).toEqual(['granted'])
    const same = kiosk.record({ clerk, ...newAccount(2), recordId: record.recordId })
    expect((await kiosk.deliver([same])).map(said)).toEqual(['rejected record.conflict'])
    kiosk.seq = 0
    const samePlace = kiosk.record({ clerk, ...newAccount(3) })
    expect((await kiosk.deliver([samePlace])).map(said)).toEqual(['rejected record.conflict'])
    await assertBooks({ hall })
  })
  test('a record that was damaged on the kiosk is parked, and the ones after it go on; healed, it still fits in', async () => {
    const { kiosk, clerk, hall } = await openDesk(await fresh())
    const [one, two, three] = [1, 2, 3].map((n) => kiosk.record({ clerk, ...newAccount(n) }))
    const broken = Buffer.from(two!.bytes)
    broken[broken.length - 100]! ^= 1
    const answers = await kiosk.postParcels([parcelOf(one!), parcelOf(two!, broken), parcelOf(three!)])
    expect(answers.map(said)).toEqual(['granted', 'rejected record.signature-invalid', 'granted'])
    expect(answers[1]).toMatchObject({ recordId: two!.recordId })
    expect((await kiosk.postParcels([parcelOf(two!, broken)])).map(said)).toEqual(['rejected record.signature-invalid'])
    expect((await kiosk.deliver([two!])).map(said)).toEqual(['granted'])
    await assertBooks({ hall })
  })
})
