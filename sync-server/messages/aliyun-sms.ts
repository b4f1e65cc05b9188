import { createRequire } from 'node:module'
import type { SmsGatewaySettings } from '../platform/message-settings.ts'
import { type Gateway, GatewayRefusal, type Patience } from './gateway.ts'
import type { Message } from './messages.port.ts'

/** The parts of the SDK that are used. Where its class stands when it is imported depends on who imports it; required it is clear. */
interface Sdk {
  readonly default: new (config: object) => { sendSms(request: object): Promise<{ body?: { code?: string } }> }
  readonly SendSmsRequest: new (fields: object) => object
}

const require = createRequire(import.meta.url)

function clientOf({ keyId, keySecret, region, endpoint }: SmsGatewaySettings, patience: Patience) {
  const sdk = require('@alicloud/dysmsapi20170525') as Sdk
  const client = new sdk.default({
    accessKeyId: keyId,
    accessKeySecret: keySecret,
    regionId: region,
    connectTimeout: patience.connectMs,
    readTimeout: patience.answerMs,
    ...(endpoint ? { endpoint: endpoint.host, protocol: endpoint.protocol.slice(0, -1) } : {}),
  })
  return { client, SendSmsRequest: sdk.SendSmsRequest }
}

/** The template of a message with what it takes; the key of one that is tried again comes back in the gateway's own lists. */
function contentOf(templates: SmsGatewaySettings['templates'], { kind, code, text, key }: Message): object {
  if (kind === 'code') return { templateCode: templates.code, templateParam: JSON.stringify({ code }) }
  if (kind === 'phone-not-registered') return { templateCode: templates.notRegistered }
  return { templateCode: templates.notice, templateParam: JSON.stringify({ text }), outId: key }
}

/** 阿里云短信: SendSms of 2017-05-25 by its own SDK, which is loaded with the first message. A refusal is a 200 whose `Code` is not `OK`. */
export function aliyunSms(settings: SmsGatewaySettings, patience: Patience): Gateway {
  let loaded: ReturnType<typeof clientOf> | undefined
  return {
    async deliver(message) {
      const { client, SendSmsRequest } = (loaded ??= clientOf(settings, patience))
      const { signName, templates } = settings
      const content = contentOf(templates, message)
      const answer = await client.sendSms(new SendSmsRequest({ phoneNumbers: message.to, signName, ...content }))
      if (answer.body?.code !== 'OK') throw new GatewayRefusal(answer.body?.code)
    },
  }
}
