import { beforeEach, describe, expect, test } from 'vitest'
import { CounterBench } from '../../fixtures/electron/counter-bench.ts'
import { chipPhoto, staffOf } from '../../fixtures/electron/people.ts'

let bench: CounterBench
beforeEach(() => {
  bench = new CounterBench()
})

describe('after a crash', () => {
  test('the session goes on at the same step with all it had', async () => {
    await bench.toSign()
    bench.crash()
    expect(bench.keeper.resumable()).toMatchObject({ staffNumber: '1001', stepTitle: '签名确认' })
    await bench.keeper.resume()
    expect(bench.view.step.id).toBe('sign')
    await bench.sign()
    await bench.answer<'review'>({ confirm: true })
    await bench.attest()
    const [deposited] = bench.office.deposited
    expect(deposited?.attachments.map(({ name }) => name).sort()).toEqual(['chip-photo', 'live-face', 'signature'])
    expect(deposited?.attachments.every(({ bytes }) => bytes.some((byte) => byte !== 0))).toBe(true)
    expect(bench.keeper.result()?.exit).toBe('done')
  })

  test('the chip photo is decoded again for the face step', async () => {
    await bench.toCard()
    await bench.card()
    bench.crash()
    await bench.keeper.resume()
    expect(bench.input<'capture-face'>().chipPhoto).toEqual({ width: 2, height: 1, rgba: chipPhoto().rgba })
  })

  test('nothing is lost when the photo cannot be decoded yet', async () => {
    await bench.toCard()
    await bench.card()
    bench.crash()
    bench.photo = undefined
    await expect(bench.keeper.resume()).rejects.toMatchObject({ code: 'chip-photo.undecodable' })
    expect(bench.keeper.resumable()).toBeDefined()
    bench.photo = chipPhoto
    await bench.keeper.resume()
    expect(bench.view.step.id).toBe('capture-face')
  })

  test('only who began it may go on', async () => {
    await bench.toSign()
    bench.crash()
    bench.office.now = staffOf('clerk', '1002')
    await expect(bench.keeper.resume()).rejects.toMatchObject({ code: 'staff.not-allowed' })
    bench.keeper.discard()
    expect(bench.keeper.resumable()).toBeUndefined()
  })

  test('a next citizen takes its place', async () => {
    await bench.toSign()
    bench.crash()
    await bench.begin()
    expect(bench.office.shelf).toBeUndefined()
  })

  test('a snapshot of another program is refused', async () => {
    const { serialize } = await import('node:v8')
    const meta = { sessionId: 'x', staffNumber: '1001', startedAt: '2026-11-22T09:00:00Z', stepTitle: '' }
    bench.office.shelf = { bytes: serialize({ v: 2 }), meta }
    await expect(bench.keeper.resume()).rejects.toMatchObject({ code: 'record.flow-invalid' })
  })

  test('a step that cannot be saved is still done, and says why it was not saved', async () => {
    await bench.begin()
    bench.office.saveFails = 'kiosk.disk-full'
    await bench.find()
    expect(bench.view).toMatchObject({ step: { id: 'consent-identity' }, failure: { code: 'kiosk.disk-full' } })
  })
})
