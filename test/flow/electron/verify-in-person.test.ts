import { beforeEach, describe, expect, test } from 'vitest'
import { outcomesOf, replay, verifyInPerson } from '../../../sync-server/contract/flow/index.ts'
import { evidenceOf } from '../../../sync-server/contract/evidence.ts'
import { SessionLog } from '../../../sync-server/contract/session-log.ts'
import { Check } from 'typebox/value'
import { CounterBench } from '../../fixtures/electron/counter-bench.ts'
import { account, picture } from '../../fixtures/electron/people.ts'

let bench: CounterBench
beforeEach(() => {
  bench = new CounterBench()
})

const kindNow = (): string => bench.view.step.id

/** The log that was sealed, replayed as the server does. */
function sealed() {
  const [deposited] = bench.office.deposited
  if (!deposited) throw new Error('nothing was sealed')
  const replayed = replay({ flow: verifyInPerson, outcomesOf }, deposited.log.entries)
  return { ...deposited, replayed, kinds: evidenceOf(verifyInPerson, deposited.log.entries).map(({ kind }) => kind) }
}

describe('the way by face', () => {
  test('ends with a sealed log that the server can replay, and a receipt', async () => {
    await bench.toAttest()
    await bench.attest()
    const { log, attachments, staffNumber, replayed, kinds } = sealed()
    expect(Check(SessionLog, log)).toBe(true)
    expect(replayed).toMatchObject({ state: { status: 'done' } })
    expect(kinds).toEqual([
      'identity-consent',
      'face-consent',
      'document-chip',
      'face-match',
      'signature',
      'attestation',
    ])
    expect(attachments.map(({ name }) => name).sort()).toEqual(['chip-photo', 'live-face', 'signature'])
    expect(staffNumber).toBe('1001')
    expect(bench.keeper.view()).toBeUndefined()
    expect(bench.keeper.result()).toMatchObject({
      exit: 'done',
      receipt: {
        number: log.receiptNumber,
        qrText: `https://hall.example/r/${log.receiptNumber}`,
        hallName: '示例区政务服务大厅',
        maskedName: '***例',
        state: 'waiting',
      },
    })
    expect(bench.office.asked).toContain('nudge')
    expect(bench.incidents).toEqual([])
  })

  test('the server’s receipt reaches the result while it is shown', async () => {
    await bench.toAttest()
    await bench.attest()
    const { recordId } = sealed().log
    const receipt = {
      recordId,
      kioskId: bench.office.identity.kioskId,
      seq: 1,
      digest: '0'.repeat(64),
      serverSeq: 1,
      receivedAt: '2026-11-22T09:10:00Z',
      keyId: 'k',
    }
    bench.keeper.received({ ...receipt, recordId: account.accountId, decision: 'returned', reasons: [] })
    expect(bench.keeper.result()?.receipt?.state).toBe('waiting')
    bench.keeper.received({ ...receipt, decision: 'returned', reasons: ['evidence.stale', 'no-such-code'] })
    expect(bench.keeper.result()?.receipt).toMatchObject({ state: 'returned', reasons: ['evidence.stale'] })
    bench.keeper.received({ ...receipt, decision: 'granted', reasons: [] })
    expect(bench.keeper.result()?.receipt).toMatchObject({ state: 'granted', reasons: [] })
  })

  test('a camera that is not the pinned one is refused', async () => {
    bench.camera = 'IR Cam'
    await bench.toCard()
    await bench.card()
    await bench.face(0.3)
    expect(bench.view.failure).toEqual({ code: 'camera.unknown' })
  })
})

describe('the way by two people', () => {
  test.each([
    { name: 'declined face', walk: (): Promise<void> => bench.consent(false), reason: 'face-consent-declined' },
    { name: 'unreadable chip photo', walk: (): Promise<void> => undecodable(), reason: 'photo-undecodable' },
  ])('$name ends with the same sealed log kind', async ({ walk, reason }) => {
    await bench.begin()
    await bench.find()
    await bench.consent()
    await walk()
    await bench.card()
    expect(bench.input<'compare-by-eye'>().reason).toBe(reason)
    await bench.byEye()
    expect(bench.input<'approve-exception'>()).toMatchObject({ reason, clerkName: '演示窗口甲' })
    await bench.approve()
    await bench.sign()
    expect(bench.input<'review'>()).toMatchObject({ holderCheck: 'two-person', account: '100****0001' })
    await bench.answer<'review'>({ confirm: true })
    await bench.attest()
    expect(sealed().replayed).toMatchObject({ state: { status: 'done' } })
    expect(sealed().kinds).toContain('supervisor-approval')
    expect(sealed().kinds).toContain('visual-match')
  })

  async function undecodable(): Promise<void> {
    bench.photo = undefined
    await bench.consent()
  }

  test('a page that was filed travels with the record, under the digest in the log; anything but a picture is refused', async () => {
    bench.photo = undefined
    await bench.toCard()
    await bench.card()
    await bench.answer<'compare-by-eye'>({ isSamePerson: true, page: picture('png') })
    expect(bench.view.failure).toEqual({ code: 'request.invalid' })
    await bench.answer<'compare-by-eye'>({ isSamePerson: true, page: picture('jpeg') })
    await bench.approve()
    await bench.sign()
    await bench.answer<'review'>({ confirm: true })
    await bench.attest()
    const [deposited] = bench.office.deposited
    const entry = deposited?.log.entries.find(({ step }) => step === 'compare-by-eye')
    const filed = deposited?.attachments.find(({ name }) => name === 'paper-page')
    expect(entry?.output).toMatchObject({ page: { name: 'paper-page', bytes: filed?.bytes.length } })
  })

  test('another person before the clerk ends refused', async () => {
    bench.photo = undefined
    await bench.toCard()
    await bench.card()
    await bench.byEye(false)
    expect(bench.keeper.result()?.exit).toBe('refused')
  })

  test('a supervisor who rejects ends refused', async () => {
    bench.photo = undefined
    await bench.toCard()
    await bench.card()
    await bench.byEye()
    await bench.approve(false)
    expect(bench.keeper.result()?.exit).toBe('refused')
  })

  test('the clerk cannot approve alone', async () => {
    bench.photo = undefined
    await bench.toCard()
    await bench.card()
    await bench.byEye()
    await bench.approve(true, '1001')
    expect(kindNow()).toBe('approve-exception')
    expect(bench.view.failure).toEqual({ code: 'staff.same-person' })
  })
})

test('declining the identity text ends the errand', async () => {
  await bench.begin()
  await bench.find()
  await bench.consent(false)
  expect(bench.keeper.result()).toMatchObject({ exit: 'declined', receipt: undefined })
})

test('a signature can be made again after the review', async () => {
  await bench.toSign()
  await bench.sign()
  await bench.keeper.back()
  expect(kindNow()).toBe('sign')
  await bench.sign()
  await bench.answer<'review'>({ confirm: true })
  await bench.attest()
  expect(sealed().attachments.filter(({ name }) => name === 'signature')).toHaveLength(1)
})

test('a wrong password at the end keeps everything', async () => {
  await bench.toAttest()
  await bench.attest('wrong')
  expect(bench.view.failure).toEqual({ code: 'staff.sign-in-failed' })
  await bench.attest()
  expect(bench.keeper.result()?.exit).toBe('done')
})

test('a full disk at the end keeps everything, and a second try seals it', async () => {
  await bench.toAttest()
  bench.office.depositFails = 'kiosk.disk-full'
  await bench.attest()
  expect(kindNow()).toBe('attest')
  expect(bench.view.failure).toEqual({ code: 'kiosk.disk-full' })
  bench.office.depositFails = undefined
  await bench.attest()
  expect(sealed().attachments.every(({ bytes }) => bytes.some((byte) => byte !== 0))).toBe(true)
})
