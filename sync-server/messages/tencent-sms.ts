import type { SmsGatewaySettings } from '../platform/message-settings.ts'
import { type Gateway, GatewayRefusal, type Patience } from './gateway.ts'
import type { Message } from './messages.port.ts'

/** The gateway wants numbers with their country. */
const MAINLAND = '+86'

async function clientOf({ keyId, keySecret, region, endpoint }: SmsGatewaySettings, patience: Patience) {
  const { sms } = await import('tencentcloud-sdk-nodejs-sms')
  return new sms.v20210111.Client({
    credential: { secretId: keyId, secretKey: keySecret },
    region,
    profile: {
      httpProfile: {
        reqTimeout: patience.answerMs / 1000,
        ...(endpoint ? { endpoint: endpoint.host, protocol: `${endpoint.protocol}//` } : {}),
      },
    },
  })
}

/** The template of a message with what it takes; the key of one that is tried again comes back in the gateway's own lists. */
function contentOf(templates: SmsGatewaySettings['templates'], { kind, code = '', minutes, text = '', key }: Message) {
  if (kind === 'code') return { TemplateId: templates.code, TemplateParamSet: [code, String(minutes)] }
  if (kind === 'phone-not-registered') return { TemplateId: templates.notRegistered, TemplateParamSet: [] }
  const context = key === undefined ? {} : { SessionContext: key }
  return { TemplateId: templates.notice, TemplateParamSet: [text], ...context }
}

/** 腾讯云短信: SendSms of 2021-01-11 by its own SDK, which is loaded with the first message. A number is refused in its own row of the answer. */
export function tencentSms(settings: SmsGatewaySettings, patience: Patience): Gateway {
  let loading: ReturnType<typeof clientOf> | undefined
  return {
    async deliver(message) {
      const client = await (loading ??= clientOf(settings, patience))
      const { SendStatusSet: rows } = await client.SendSms({
        PhoneNumberSet: [`${MAINLAND}${message.to}`],
        SmsSdkAppId: settings.appId,
        SignName: settings.signName,
        ...contentOf(settings.templates, message),
      })
      if (rows?.[0]?.Code !== 'Ok') throw new GatewayRefusal(rows?.[0]?.Code)
    },
  }
}
