import { describe, expect, test } from 'vitest'
import type { CodeAddress } from '../../../sync-server/challenges/challenges.port.ts'
import type { Problem } from '../../../sync-server/contract/failure.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { callerAt, challengesFor, codeOf, home, lastCode, phone, waitOf } from '../../fixtures/server/short-lived.ts'
import { otherThan } from '../../fixtures/server/walks.ts'

describe.each(engines)('sending codes on $name', ({ fresh }) => {
  const start = challengesFor(fresh)

  test('of ten sends at once one goes out; the others are told how long to wait', async () => {
    const { processes, sent, clock } = await start()
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => processes[n % 2 ? 0 : 1].sendCode(phone(1), home, false)),
    )
    expect(sent).toHaveLength(1)
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Problem] : []))
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['code.too-soon']))
    expect(refused.every(({ retryAfterS = 0 }) => retryAfterS > 50 && retryAfterS <= 60)).toBe(true)
    expect(await codeOf(processes[0].sendCode(phone(1, 'recover'), home, false)), 'another purpose').toBe('ok')
    clock.move(60_001)
    expect(await codeOf(processes[0].sendCode(phone(1), home, false))).toBe('ok')
  })
  test.each([
    [
      'address',
      { codesPerAddress: 2 },
      (n: number) => [phone(1, n % 2 ? 'recover' : 'sign-in'), callerAt(`192.0.2.${n}`)],
    ],
    ['kiosk', { codesPerKiosk: 2 }, (n: number) => [phone(n), callerAt(`192.0.2.${n}`, 'kiosk-1')]],
    ['network', { codesPerNetwork: 2 }, (n: number) => [phone(n), callerAt('192.0.2.1')]],
    ['day', { codesPerDay: 2 }, (n: number) => [phone(n), callerAt(`192.0.2.${n}`, `kiosk-${n}`)]],
  ] as const)(
    'the cap per %s is met at its edge, in parallel too, and opens after a day',
    async (_of, account, sending) => {
      const { processes, sent, clock } = await start({ resendSeconds: 1, ...account })
      const send = (n: number) => {
        const [address, from] = sending(n) as [CodeAddress, ReturnType<typeof callerAt>]
        return processes[n % 2 ? 0 : 1].sendCode(address, from, false)
      }
      const results: string[] = []
      for (let n = 0; n < 2; n++) {
        results.push(await codeOf(send(n)))
        clock.move(1001)
      }
      expect(results).toEqual(['ok', 'ok'])
      const more = await Promise.all(Array.from({ length: 6 }, (_, n) => codeOf(send(n + 2))))
      expect(new Set(more).has('ok')).toBe(false)
      clock.move(1001)
      expect(await waitOf(send(9))).toBeGreaterThan(23 * 3600)
      expect(sent).toHaveLength(2)
      clock.move(24 * 3_600_000)
      expect(await codeOf(send(10))).toBe('ok')
    },
  )
  test('what one address is refused uses up nothing of the hall', async () => {
    const { processes, clock } = await start({ resendSeconds: 1, codesPerAddress: 1, codesPerNetwork: 3 })
    const [a] = processes
    for (let n = 0; n < 6; n++) {
      await codeOf(a.sendCode(phone(1), home, false))
      clock.move(1001)
    }
    expect(await codeOf(a.sendCode(phone(2), home, false))).toBe('ok')
    expect(await codeOf(a.sendCode(phone(3), home, false))).toBe('ok')
    expect(await codeOf(a.sendCode(phone(4), home, false))).toBe('code.too-many-sent')
  })
  test('what a full network refuses uses up nothing of the address, not even the pause', async () => {
    const { processes } = await start({ codesPerAddress: 1, codesPerNetwork: 1 })
    const [a] = processes
    await a.sendCode(phone(1), home, false)
    for (let n = 0; n < 3; n++) expect(await codeOf(a.sendCode(phone(2), home, false))).toBe('code.too-many-sent')
    expect(await codeOf(a.sendCode(phone(2), callerAt('192.0.2.2'), false))).toBe('ok')
  })
  test('a gateway that fails costs no pause and no count, and an earlier code still opens', async () => {
    const challenges = await start({ codesPerAddress: 3 })
    const { processes, gateway, clock } = challenges
    const [a] = processes
    await a.sendCode(phone(1), home, false)
    const earlier = lastCode(challenges)
    clock.move(60_001)
    gateway.isDown = true
    for (let n = 0; n < 5; n++) await expect(a.sendCode(phone(1), home, false)).rejects.toThrow('the gateway is down')
    gateway.isDown = false
    expect(await codeOf(a.checkCode(phone(1), earlier))).toBe('ok')
    expect(await codeOf(a.sendCode(phone(1), home, false))).toBe('ok')
    expect(await codeOf(a.sendCode(phone(1), home, false))).toBe('code.too-soon')
    clock.move(60_001)
    expect(await codeOf(a.sendCode(phone(1), home, false))).toBe('ok')
    clock.move(60_001)
    expect(await codeOf(a.sendCode(phone(1), home, false))).toBe('code.too-many-sent')
  })
  test('a code for nobody meets the same answers, and its message holds none', async () => {
    const { processes, sent } = await start()
    const [a] = processes
    const story = async (address: CodeAddress, isForNobody: boolean) => {
      const answers = [
        await codeOf(a.sendCode(address, home, isForNobody)),
        await codeOf(a.sendCode(address, home, isForNobody)),
      ]
      const wrong = otherThan(sent.at(-1)?.code ?? '000000')
      for (let n = 0; n < 7; n++) answers.push(await codeOf(a.checkCode(address, wrong)))
      return answers
    }
    expect(await story(phone(1), true)).toEqual(await story(phone(2), false))
    expect(sent[0]).toEqual({
      channel: 'sms',
      to: phone(1).to,
      kind: 'phone-not-registered',
      purpose: '登录',
      minutes: 5,
    })
  })
})
