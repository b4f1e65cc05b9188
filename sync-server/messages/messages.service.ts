import { Problem } from '../contract/failure.ts'
import { describeError, type Logger } from '../platform/logger.ts'
import type { MailSettings, SmsSettings } from '../platform/message-settings.ts'
import { aliyunSms } from './aliyun-sms.ts'
import { type Gateway, type Patience, usualPatience } from './gateway.ts'
import type { Message, Messenger } from './messages.port.ts'
import { smtpMail } from './smtp-mail.ts'
import { tencentSms } from './tencent-sms.ts'

export { textOf } from './message-words.ts'

/** What messages need of their surroundings; the sandbox takes what has no gateway. */
export interface MessageParts {
  readonly logger: Logger
  readonly sandbox: (message: Message) => Promise<void>
  /** How long a gateway may take; the usual time when it is not said. */
  readonly patience?: Patience
}

interface Ways {
  readonly sandbox: Gateway
  readonly patience: Patience
}

function smsGateway(settings: SmsSettings, { sandbox, patience }: Ways): Gateway {
  if (settings.gateway === 'sandbox') return sandbox
  return settings.gateway === 'aliyun' ? aliyunSms(settings, patience) : tencentSms(settings, patience)
}

function mailGateway(settings: MailSettings, { sandbox, patience }: Ways): Gateway {
  return settings.gateway === 'sandbox' ? sandbox : smtpMail(settings, patience)
}

/** The messenger that the settings choose. What went wrong at a gateway is logged by name and code and told to nobody. */
export function messengerOf(settings: { sms: SmsSettings; mail: MailSettings }, parts: MessageParts): Messenger {
  const either: Ways = { sandbox: { deliver: parts.sandbox }, patience: parts.patience ?? usualPatience }
  const ways: Readonly<Record<Message['channel'], Gateway>> = {
    sms: smsGateway(settings.sms, either),
    email: mailGateway(settings.mail, either),
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
