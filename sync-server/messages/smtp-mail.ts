import type { Transporter } from 'nodemailer'
import type { SmtpSettings } from '../platform/message-settings.ts'
import { type Gateway, waits } from './gateway.ts'
import { subjectOf, textOf } from './message-words.ts'

async function transportOf({ host, port, tls, user, password = '', authority }: SmtpSettings): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { minVersion: 'TLSv1.2', ...(authority === undefined ? {} : { ca: authority }) },
    ...(user === undefined ? {} : { auth: { user, pass: password } }),
    connectionTimeout: waits.connectMs,
    greetingTimeout: waits.connectMs,
    socketTimeout: waits.answerMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** Mail over SMTP, plain text only; the library is loaded with the first message. */
export function smtpMail(settings: SmtpSettings): Gateway {
  let loading: Promise<Transporter> | undefined
  return {
    async deliver(message) {
      const transport = await (loading ??= transportOf(settings))
      await transport.sendMail({
        from: settings.from,
        to: { name: '', address: message.to },
        subject: subjectOf(message),
        text: textOf(message),
      })
    },
  }
}
