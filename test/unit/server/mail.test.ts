import { afterEach, expect, test } from 'vitest'
import type { SMTPServerOptions } from 'smtp-server'
import type { Message, Messenger } from '../../../sync-server/messages/messages.port.ts'
import { messengerOf } from '../../../sync-server/messages/messages.service.ts'
import { settingsOf } from '../../../sync-server/platform/settings.ts'
import { freshFolder } from '../../fixtures/server/databases.ts'
import { ownCertificate, startMailServer, type TakenMail } from '../../fixtures/server/mail-server.ts'
import { secretFile } from '../../fixtures/server/production.ts'

const certificate = ownCertificate()
const { key, cert } = certificate
const about = { channel: 'email', to: 'somebody@hall.example', purpose: '绑定邮箱', minutes: 5 } as const
const code: Message = { ...about, kind: 'code', code: '013579' }

let logged: unknown[] = []
let close: (() => Promise<void>) | undefined
afterEach(async () => {
  await close?.()
  logged = []
})

/** A mail server, and a messenger that was told to use it. */
async function start(
  server: SMTPServerOptions,
  more: Record<string, string> = {},
  reply?: () => 'taken' | number | 'silence',
): Promise<{ messenger: Messenger; mails: readonly TakenMail[] }> {
  const { port, mails, close: stop } = await startMailServer(server, reply)
  close = stop
  const settings = settingsOf({
    HALL_MAIL: 'smtp',
    HALL_SMTP_HOST: '127.0.0.1',
    HALL_SMTP_PORT: String(port),
    HALL_MAIL_FROM: '示例大厅 <hall@hall.example>',
    HALL_SMTP_CA_FILE: certificate.path,
    ...more,
  })
  const messenger = messengerOf(settings, {
    logger: { say: (event, fields) => logged.push({ event, fields }) },
    sandbox: () => Promise.reject(new Error('the sandbox was asked')),
    patience: { connectMs: 500, answerMs: 500 },
  })
  return { messenger, mails }
}
const password = () => secretFile(freshFolder(), 'smtp-password', 'a-secret')
const onlyWithPassword: SMTPServerOptions = {
  key,
  cert,
  onAuth: ({ username = '', password: given }, _session, done) =>
    given === 'a-secret' ? done(null, { user: username }) : done(new Error('no')),
}

test.each([
  ['implicit', { secure: true }],
  ['starttls', { secure: false }],
] as const)('a code goes out encrypted and signed in, TLS %s', async (tls, server) => {
  const signIn = { HALL_SMTP_TLS: tls, HALL_SMTP_USER: 'hall', HALL_SMTP_PASSWORD_FILE: password() }
  const { messenger, mails } = await start({ ...onlyWithPassword, ...server }, signIn)
  await messenger.send(code)
  const met = { to: [about.to], from: 'hall@hall.example', user: 'hall', isEncrypted: true }
  expect(mails).toEqual([{ ...met, subject: '绑定邮箱验证码', text: expect.stringContaining('013579') as string }])
  expect(mails[0]?.text).toContain('5 分钟内有效')
  expect(logged).toEqual([])
})
test('a server that offers no TLS is not told anything where TLS was asked for', async () => {
  const { messenger, mails } = await start({ authOptional: true, hideSTARTTLS: true }, { HALL_SMTP_TLS: 'starttls' })
  await expect(messenger.send(code)).rejects.toThrow('message.not-delivered')
  expect(mails).toEqual([])
})
test('a certificate that nobody vouches for is refused', async () => {
  const other = ownCertificate()
  const { messenger, mails } = await start(
    { key, cert, secure: true, authOptional: true },
    { HALL_SMTP_CA_FILE: other.path },
  )
  await expect(messenger.send(code)).rejects.toThrow('message.not-delivered')
  expect(mails).toEqual([])
})
test.each([452, 550, 'silence'] as const)(
  '%s is told as not delivered and leaves no address in the log',
  async (answer) => {
    let asked = 0
    const reply = () => {
      asked++
      return answer
    }
    const { messenger } = await start({ key, cert, secure: true, authOptional: true }, {}, reply)
    await expect(messenger.send(code)).rejects.toThrow('message.not-delivered')
    expect(asked).toBe(1)
    expect(logged).toHaveLength(1)
    expect(JSON.stringify(logged)).not.toMatch(/somebody|013579/)
  },
)
test('the wrong password is told as not delivered', async () => {
  const wrong = secretFile(freshFolder(), 'smtp-password', 'wrong')
  const signIn = { HALL_SMTP_USER: 'hall', HALL_SMTP_PASSWORD_FILE: wrong }
  const { messenger, mails } = await start({ ...onlyWithPassword, secure: true }, signIn)
  await expect(messenger.send(code)).rejects.toThrow('message.not-delivered')
  expect(mails).toEqual([])
})
test('an address that holds more than one, or another header, reaches only itself', async () => {
  const { messenger, mails } = await start({ key, cert, secure: true, authOptional: true })
  for (const to of ['a@hall.example, b@hall.example', 'a@hall.example\r\nBcc: b@hall.example']) {
    await messenger.send({ ...code, to }).catch(() => undefined)
  }
  expect(mails.flatMap(({ to }) => to)).not.toContain('b@hall.example')
})
