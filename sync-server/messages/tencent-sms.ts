import type { SmsGatewaySettings } from '../platform/message-settings.ts'
import { type Gateway, GatewayRefusal, type Patience } from './gateway.ts'

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

/** 腾讯云短信: SendSms of 2021-01-11 by its own SDK, which is loaded with the first message. A number is refused in its own row of the answer. */
export function tencentSms(settings: SmsGatewaySettings, patience: Patience): Gateway {
  let loading: ReturnType<typeof clientOf> | undefined
  return {
    async deliver({ kind, to, code = '', minutes }) {
      const client = await (loading ??= clientOf(settings, patience))
      const isCode = kind === 'code'
      const { SendStatusSet: rows } = await client.SendSms({
        PhoneNumberSet: [`${MAINLAND}${to}`],
        SmsSdkAppId: settings.appId,
        SignName: settings.signName,
        TemplateId: isCode ? settings.templates.code : settings.templates.notRegistered,
        TemplateParamSet: isCode ? [code, String(minutes)] : [],
      })
      if (rows?.[0]?.Code !== 'Ok') throw new GatewayRefusal(rows?.[0]?.Code)
    },
  }
}
