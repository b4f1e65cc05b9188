import { afterEach, describe, expect, test } from 'vitest'
import type { CodeAddress } from '../../../sync-server/challenges/challenges.port.ts'
import { Problem } from '../../../sync-server/contract/failure.ts'
import type { Policy } from '../../../sync-server/contract/policy.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { callerAt, openTestChallenges, type TestChallenges } from '../../fixtures/server/short-lived.ts'

const phone = (n: number, purpose: CodeAddress['purpose'] = 'sign-in'): CodeAddress => ({
  channel: 'sms',
  to: `1000000${String(n).padStart(4, '0')}`,
  purpose,
})
const home = callerAt('192.0.2.1')
const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  )
const waitOf = (call: Promise<unknown>): Promise<number | undefined> =>
  call.then(
    () => 0,
    (error: Problem) => error.retryAfterS,
  )
const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000')

describe.each(engines)('challenges on $name', ({ fresh }) => {
  let open: TestChallenges | undefined
  afterEach(() => open?.close())
  const start = async (account: Partial<Policy['account']> = {}) =>
    (open = await openTestChallenges(await fresh(), account))
  const lastCode = ({ sent }: TestChallenges): string => sent.at(-1)?.code ?? 'none'

  test('a captcha is four digits in a picture, right once, in any process', async () => {
    const { processes, answers } = await start()
    const { captchaId, image } = await processes[0].issueCaptcha()
    const answer = answers.get(captchaId)!
    expect(answer).toMatch(/^\d{4}$/)
    const svg = Buffer.from(image.replace('data:image/svg+xml;base64,', ''), 'base64').toString()
    expect(svg).toMatch(/^<svg[^>]*>.*<path.*<\/svg>$/)
    expect(svg).not.toContain(answer)
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => codeOf(processes[n % 2 ? 0 : 1].checkCaptcha(captchaId, answer))),
    )
    expect(results.filter((result) => result === 'ok')).toHaveLength(1)
    expect(new Set(results)).toEqual(new Set(['ok', 'captcha.expired']))
  })
  test('a wrong answer uses the captcha up, and five minutes end it', async () => {
    const { processes, answers, clock } = await start()
    const first = await processes[0].issueCaptcha()
    expect(await codeOf(processes[0].checkCaptcha(first.captchaId, 'x'))).toBe('captcha.wrong')
    expect(await codeOf(processes[0].checkCaptcha(first.captchaId, answers.get(first.captchaId)!))).toBe(
      'captcha.expired',
    )
    const second = await processes[0].issueCaptcha()
    clock.move(300_000)
    expect(await codeOf(processes[1].checkCaptcha(second.captchaId, answers.get(second.captchaId)!))).toBe(
      'captcha.expired',
    )
  })
  test('a code is six digits, says what it is for, and opens only its own purpose at its own address, once', async () => {
    const challenges = await start()
    const [a, b] = challenges.processes
    await a.sendCode(phone(1), home, false)
    expect(challenges.sent).toEqual([
      { channel: 'sms', to: phone(1).to, kind: 'code', code: lastCode(challenges), purpose: '登录', minutes: 5 },
    ])
    const code = lastCode(challenges)
    expect(code).toMatch(/^\d{6}$/)
    expect(await codeOf(b.checkCode(phone(1, 'recover'), code))).toBe('code.not-sent')
    expect(await codeOf(b.checkCode(phone(2), code))).toBe('code.not-sent')
    expect(await codeOf(b.checkCode(phone(1), '12345'))).toBe('code.invalid')
    expect(await codeOf(b.checkCode(phone(1), otherThan(code)))).toBe('code.wrong')
    expect(await codeOf(b.checkCode(phone(1), code))).toBe('ok')
    expect(await codeOf(a.checkCode(phone(1), code))).toBe('code.used')
  })
  test('a code ends with its minutes and is then called expired', async () => {
    const challenges = await start()
    const [a] = challenges.processes
    const { expiresAt, resendAt } = await a.sendCode(phone(1), home, false)
    const now = challenges.clock.now().getTime()
    expect(Math.round((Date.parse(expiresAt) - now) / 60_000)).toBe(5)
    expect(Math.round((Date.parse(resendAt) - now) / 30_000)).toBe(2)
    challenges.clock.move(300_001)
    expect(await codeOf(a.checkCode(phone(1), lastCode(challenges)))).toBe('code.expired')
  })
  test('of forty guesses at once in two processes at most five are compared', async () => {
    const challenges = await start()
    const { processes } = challenges
    await processes[0].sendCode(phone(1), home, false)
    const before = challenges.compared()
    const wrong = otherThan(lastCode(challenges))
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, n) => codeOf(processes[n % 2 ? 0 : 1].checkCode(phone(1), wrong))),
    )
    expect(challenges.compared() - before).toBe(5)
    expect(results.filter((result) => result === 'code.wrong')).toHaveLength(5)
    expect(results.filter((result) => result === 'code.too-many-tries')).toHaveLength(35)
    expect(await codeOf(processes[0].checkCode(phone(1), lastCode(challenges))), 'the right one is too late').toBe(
      'code.too-many-tries',
    )
  })
  test('of twenty right guesses at once exactly one succeeds', async () => {
    const challenges = await start({ codeTries: 20 })
    const { processes } = challenges
    await processes[0].sendCode(phone(1), home, false)
    const code = lastCode(challenges)
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => codeOf(processes[n % 2 ? 0 : 1].checkCode(phone(1), code))),
    )
    expect(results.filter((result) => result === 'ok')).toHaveLength(1)
    expect(results.filter((result) => result === 'code.used')).toHaveLength(19)
  })
  test('a new code does not bring new tries; time does, and so does the right code', async () => {
    const challenges = await start()
    const { processes, clock } = challenges
    const [a] = processes
    const guessWrong = async (times: number) => {
      for (let n = 0; n < times; n++) await codeOf(a.checkCode(phone(1), otherThan(lastCode(challenges))))
    }
    await a.sendCode(phone(1), home, false)
    await guessWrong(4)
    clock.move(60_001)
    await a.sendCode(phone(1), home, false)
    await guessWrong(1)
    clock.move(60_001)
    await a.sendCode(phone(1), home, false)
    expect(await codeOf(a.checkCode(phone(1), lastCode(challenges)))).toBe('code.too-many-tries')
    expect(await waitOf(a.checkCode(phone(1), lastCode(challenges)))).toBeGreaterThan(60)
    clock.move(30 * 60_000)
    await a.sendCode(phone(1), home, false)
    await guessWrong(4)
    expect(await codeOf(a.checkCode(phone(1), lastCode(challenges)))).toBe('ok')
    clock.move(60_001)
    await a.sendCode(phone(1), home, false)
    await guessWrong(4)
    expect(await codeOf(a.checkCode(phone(1), lastCode(challenges)))).toBe('ok')
  })
  test('nobody is locked out of a code that was never sent', async () => {
    const challenges = await start()
    const [a] = challenges.processes
    for (let n = 0; n < 10; n++) expect(await codeOf(a.checkCode(phone(1), '123456'))).toBe('code.not-sent')
    await a.sendCode(phone(1), home, false)
    expect(await codeOf(a.checkCode(phone(1), lastCode(challenges)))).toBe('ok')
  })
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
  test('the delay after wrong passwords rises at one place and troubles nobody elsewhere', async () => {
    const { processes, clock } = await start()
    const [a, b] = processes
    const kiosk = callerAt('192.0.2.1', 'kiosk-1')
    for (let n = 0; n < 5; n++) expect(await codeOf((n % 2 ? a : b).countTry('name', kiosk))).toBe('ok')
    const waits: (number | undefined)[] = []
    for (let n = 0; n < 3; n++) {
      const wait = await waitOf(a.countTry('name', kiosk))
      waits.push(wait)
      clock.move((wait ?? 0) * 1000)
      expect(await codeOf(b.countTry('name', kiosk))).toBe('ok')
    }
    expect(waits.map((wait) => Math.round((wait ?? 0) / 10) * 10)).toEqual([30, 60, 120])
    expect(await codeOf(a.countTry('name', callerAt('192.0.2.1', 'kiosk-2')))).toBe('ok')
    expect(await codeOf(a.countTry('name', home))).toBe('ok')
    expect(await codeOf(a.countTry('another', kiosk))).toBe('ok')
    expect(await codeOf(a.countTry('name', kiosk))).toBe('sign-in.too-many-tries')
    await b.forgetTries('name', kiosk)
    for (let n = 0; n < 5; n++) expect(await codeOf(a.countTry('name', kiosk))).toBe('ok')
  })
  test('of forty tries at once with a password five pass', async () => {
    const { processes } = await start()
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, n) => codeOf(processes[n % 2 ? 0 : 1].countTry('name', home))),
    )
    expect(results.filter((result) => result === 'ok')).toHaveLength(5)
  })
})
