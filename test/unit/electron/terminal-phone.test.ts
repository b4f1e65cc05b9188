import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TerminalBench, until } from '../../fixtures/electron/terminal-bench.ts'

let bench: TerminalBench
beforeEach(async () => {
  bench = await new TerminalBench().open()
  await bench.call(() => bench.terminal.calls.arrive({}))
})
afterEach(() => bench.close())

const errand = () => bench.view.flow?.step?.input as { state?: string; matchNumber?: string; url?: string } | undefined
/** The phone does something, and the server says so. */
function phone(change: { state: string; matchNumber?: string }, isTold = true): void {
  for (const run of bench.server.desk.runs.values()) Object.assign(run.errand, change)
  if (isTold) bench.server.tell()
}
const begin = async () => {
  await bench.begin('sign-in-by-qr')
  await until(() => bench.server.followers === 1)
}

describe('a step on the citizen’s own phone', () => {
  test('what the phone does stands on the screen, and its confirmation signs in by itself', async () => {
    await begin()
    expect(errand()).toMatchObject({ state: 'waiting' })
    phone({ state: 'scanned', matchNumber: '42' })
    await until(() => errand()?.state === 'scanned')
    expect(errand()).toMatchObject({ matchNumber: '42' })
    phone({ state: 'confirmed' })
    await until(() => bench.view.account !== undefined)
    expect(bench.view).toMatchObject({ flow: undefined, account: { username: 'ceshi001' } })
    expect(bench.server.count('answerFlow')).toBe(1)
    expect(JSON.stringify(bench.pushed)).not.toMatch(/secret-(flow|token)/)
  })
  test('nobody is followed who has left: by another way to sign in, at the end, after the step', async () => {
    await begin()
    await bench.begin('sign-in')
    await until(() => bench.server.followers === 0)
    await begin()
    void bench.terminal.calls.leave({})
    await until(() => bench.server.followers === 0)
  })
  test('a stream that breaks is opened again, and what was missed is shown', async () => {
    bench.server.next('followFlow', 'cut', 'server.busy')
    await bench.begin('sign-in-by-qr')
    phone({ state: 'scanned', matchNumber: '17' }, false)
    await until(() => errand()?.state === 'scanned')
    await until(() => bench.server.followers === 1)
    expect(bench.server.count('followFlow')).toBe(3)
    expect(bench.view.flow?.failure).toBeUndefined()
  })
  test('where no stream comes through, looking does', async () => {
    bench.server.next('followFlow', ...Array.from({ length: 60 }, () => 'cut' as const))
    await bench.begin('sign-in-by-qr')
    phone({ state: 'confirmed' }, false)
    await until(() => bench.view.account !== undefined)
    expect(bench.server.count('readFlow')).toBeGreaterThan(0)
  })
  test('an expired code is refreshed where the citizen asks for it, and the new one is followed too', async () => {
    await begin()
    const { url } = errand() ?? {}
    phone({ state: 'expired' })
    await until(() => errand()?.state === 'expired')
    await bench.answer<'scan-code'>({ act: 'refresh' })
    expect(errand()).toMatchObject({ state: 'waiting' })
    expect(errand()?.url).not.toBe(url)
    phone({ state: 'confirmed' })
    await until(() => bench.view.account !== undefined)
  })
  test('a confirmation whose collection is lost signs in once; a refused one is told and not repeated', async () => {
    await begin()
    bench.server.next('answerFlow', 'lose')
    phone({ state: 'confirmed' })
    await until(() => bench.view.account !== undefined)
    expect(bench.server.desk.sessions.size).toBe(1)
    void bench.terminal.calls.signOut({})
    await begin()
    bench.server.next('answerFlow', 'account.frozen')
    phone({ state: 'confirmed' })
    await until(() => bench.view.flow?.failure !== undefined)
    expect(bench.flow.failure).toMatchObject({ code: 'account.frozen' })
    const answers = bench.server.count('answerFlow')
    bench.server.tell()
    await until(() => !bench.flow.isBusy)
    expect(bench.server.count('answerFlow')).toBe(answers)
  })
  test('what comes while an answer is under way is shown after it', async () => {
    await begin()
    bench.server.hold()
    const asked = bench.answer<'scan-code'>({ act: 'refresh' })
    await until(() => bench.server.count('answerFlow') === 1)
    phone({ state: 'scanned', matchNumber: '58' })
    bench.server.release()
    await asked
    phone({ state: 'scanned', matchNumber: '59' })
    await until(() => errand()?.matchNumber === '59')
  })
})

test('whoever is busy with the phone is not sent away as absent', async () => {
  await bench.close()
  bench = await new TerminalBench().open({ idle: { warnAfterS: 0.1, endAfterS: 60 } })
  await bench.call(() => bench.terminal.calls.arrive({}))
  await begin()
  await until(() => bench.view.idle !== undefined)
  phone({ state: 'scanned', matchNumber: '42' })
  await until(() => bench.view.idle === undefined && errand()?.state === 'scanned')
})
