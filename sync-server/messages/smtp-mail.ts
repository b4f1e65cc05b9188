import type { Transporter } from 'nodemailer'
import type { SmtpSettings } from '../platform/message-settings.ts'
import { type Gateway, type Patience } from './gateway.ts'
import { subjectOf, textOf } from './message-words.ts'

async function transportOf(settings: SmtpSettings, patience: Patience): Promise<Transporter> {
  const { host, port, tls, user, password = '', authority } = settings
  const { createTransport } = await import('nodemailer')
  return createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { minVersion: 'TLSv1.2', ...(authority === undefined ? {} : { ca: authority }) },
    ...(user === undefined ? {} : { auth: { user, pass: password } }),
    connectionTimeout: patience.connectMs,
    greetingTimeout: patience.connectMs,
    socketTimeout: patience.answerMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** Mail over SMTP, plain text only; the library is loaded with the first message. */
export function smtpMail(settings: SmtpSettings, patience: Patience): Gateway {
  let loading: Promise<Transporter> | undefined
  return {
    async deliver(message) {
      const transport = await (loading ??= transportOf(settings, patience))
      await transport.sendMail({
        from: settings.from,
        to: { name: '', address: message.to },
        subject: subjectOf(message),
        text: textOf(message),
      })
    },
  }
}
