import { Problem } from '../../../sync-server/contract/failure.ts'
import { describe, expect, test } from 'vitest'
import { engines } from '../../fixtures/server/databases.ts'
import { callerAt, challengesFor, codeOf, home, lastCode, phone, waitOf } from '../../fixtures/server/short-lived.ts'
import { otherThan } from '../../fixtures/server/walks.ts'

describe.each(engines)('challenges on $name', ({ fresh }) => {
  const start = challengesFor(fresh)

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
  test('what goes with a right captcha is done for a right one only, and its refusal is told', async () => {
    const { processes, answers } = await start()
    const done: string[] = []
    const doing = (what: string) => () => Promise.resolve(void done.push(what))
    const [wrong, right, refused] = [1, 2, 3].map(() => processes[0].issueCaptcha())
    expect(await codeOf(processes[1].checkCaptcha((await wrong!).captchaId, 'x', doing('wrong')))).toBe('captcha.wrong')
    const { captchaId } = await right!
    expect(await codeOf(processes[1].checkCaptcha(captchaId, answers.get(captchaId)!, doing('right')))).toBe('ok')
    expect(await codeOf(processes[0].checkCaptcha(captchaId, answers.get(captchaId)!, doing('used')))).toBe(
      'captcha.expired',
    )
    expect(done).toEqual(['right'])
    const { captchaId: id } = await refused!
    const refuse = () => Promise.reject(new Problem('sign-in.too-many-tries', { retryAfterS: 7 }))
    expect(await codeOf(processes[0].checkCaptcha(id, answers.get(id)!, refuse))).toBe('sign-in.too-many-tries')
    expect(await codeOf(processes[0].checkCaptcha(id, answers.get(id)!)), 'used up all the same').toBe(
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
