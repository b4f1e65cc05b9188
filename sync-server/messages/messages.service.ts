import { Problem } from '../contract/failure.ts'
import { describeError, type Logger } from '../platform/logger.ts'
import type { MailSettings, SmsSettings } from '../platform/message-settings.ts'
import { aliyunSms } from './aliyun-sms.ts'
import type { Gateway } from './gateway.ts'
import type { Message, Messenger } from './messages.port.ts'
import { smtpMail } from './smtp-mail.ts'
import { tencentSms } from './tencent-sms.ts'

export { textOf } from './message-words.ts'

/** What messages need of their surroundings; the sandbox takes what has no gateway. */
export interface MessageParts {
  readonly logger: Logger
  readonly sandbox: (message: Message) => Promise<void>
}

function smsGateway(settings: SmsSettings, sandbox: Gateway): Gateway {
  if (settings.gateway === 'sandbox') return sandbox
  return settings.gateway === 'aliyun' ? aliyunSms(settings) : tencentSms(settings)
}

/** The messenger that the settings choose. What went wrong at a gateway is logged by name and code and told to nobody. */
export function messengerOf(settings: { sms: SmsSettings; mail: MailSettings }, parts: MessageParts): Messenger {
  const sandbox: Gateway = { deliver: parts.sandbox }
  const ways: Readonly<Record<Message['channel'], Gateway>> = {
    sms: smsGateway(settings.sms, sandbox),
    email: settings.mail.gateway === 'sandbox' ? sandbox : smtpMail(settings.mail),
  }
  return {
    async send(message) {
      try {
        await ways[message.channel].deliver(message)
      } catch (cause) {
        parts.logger.say('message-not-delivered', describeError(cause))
        throw new Problem('message.not-delivered', { cause })
      }
    },
  }
}
