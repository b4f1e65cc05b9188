import type { SmsGatewaySettings } from '../platform/message-settings.ts'
import { type Gateway, GatewayRefusal, waits } from './gateway.ts'

/** The parts of the SDK that are used; what its own types call the class depends on who reads a CommonJS default. */
interface Sdk {
  readonly default: new (config: object) => { sendSms(request: object): Promise<{ body?: { code?: string } }> }
  readonly SendSmsRequest: new (fields: object) => object
}

async function clientOf({ keyId, keySecret, region, endpoint }: SmsGatewaySettings) {
  const { default: sdk } = (await import('@alicloud/dysmsapi20170525')) as unknown as { default: Sdk }
  const client = new sdk.default({
    accessKeyId: keyId,
    accessKeySecret: keySecret,
    regionId: region,
    connectTimeout: waits.connectMs,
    readTimeout: waits.answerMs,
    ...(endpoint ? { endpoint: endpoint.host, protocol: endpoint.protocol.slice(0, -1) } : {}),
  })
  return { client, SendSmsRequest: sdk.SendSmsRequest }
}

/** 阿里云短信: SendSms of 2017-05-25 by its own SDK, which is loaded with the first message. A refusal is a 200 whose `Code` is not `OK`. */
export function aliyunSms(settings: SmsGatewaySettings): Gateway {
  let loading: ReturnType<typeof clientOf> | undefined
  return {
    async deliver({ kind, to, code }) {
      const { client, SendSmsRequest } = await (loading ??= clientOf(settings))
      const { signName, templates } = settings
      const content =
        kind === 'code'
          ? { templateCode: templates.code, templateParam: JSON.stringify({ code }) }
          : { templateCode: templates.notRegistered }
      const answer = await client.sendSms(new SendSmsRequest({ phoneNumbers: to, signName, ...content }))
      if (answer.body?.code !== 'OK') throw new GatewayRefusal(answer.body?.code)
    },
  }
}
