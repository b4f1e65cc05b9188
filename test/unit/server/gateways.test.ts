import { afterEach, describe, expect, test } from 'vitest'
import { Problem } from '../../../sync-server/contract/failure.ts'
import type { Message, Messenger } from '../../../sync-server/messages/messages.port.ts'
import { messengerOf } from '../../../sync-server/messages/messages.service.ts'
import { settingsOf } from '../../../sync-server/platform/settings.ts'
import { startAliyunGateway } from '../../fixtures/server/aliyun-gateway.ts'
import { freshFolder } from '../../fixtures/server/databases.ts'
import type { GatewayRequest } from '../../fixtures/server/http-gateway.ts'
import { productionEnvironment } from '../../fixtures/server/production.ts'
import { startTencentGateway, type TencentMessage } from '../../fixtures/server/tencent-gateway.ts'

const key = { id: 'test-key-id', secret: 'test-key-secret' }
const about = { channel: 'sms', to: '10000000001', purpose: '登录', minutes: 5 } as const
const code: Message = { ...about, kind: 'code', code: '013579' }
const notRegistered: Message = { ...about, kind: 'phone-not-registered' }

let logged: unknown[] = []
let closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing) await close()
  closing = []
  logged = []
})

/** A messenger as a production server would build it, whose gateway is on this machine and whose patience is short. */
function messengerFor(url: URL, more: Record<string, string>): Messenger {
  const environment = {
    ...productionEnvironment(freshFolder()),
    HALL_MODE: 'demo',
    HALL_SMS_ENDPOINT: url.href,
    ...more,
  }
  return messengerOf(settingsOf(environment), {
    logger: { say: (event, fields) => logged.push({ event, fields }) },
    sandbox: () => Promise.reject(new Error('the sandbox was asked')),
    patience: { connectMs: 500, answerMs: 500 },
  })
}

const failureOf = async (sending: Promise<void>): Promise<string> =>
  sending.then(
    () => 'delivered',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  )

describe('阿里云短信', () => {
  const start = async (
    rule: Parameters<typeof startAliyunGateway>[1] = () => 'OK',
    more: Record<string, string> = {},
  ) => {
    const gateway = await startAliyunGateway(key, rule)
    closing.push(gateway.close)
    return { gateway, messenger: messengerFor(gateway.url, more) }
  }
  const asked = ({ url }: GatewayRequest) => Object.fromEntries(url.searchParams)

  test('a code goes out signed, with the template and the sign that the hall was given', async () => {
    const { gateway, messenger } = await start()
    expect(await failureOf(messenger.send(code))).toBe('delivered')
    expect(await failureOf(messenger.send(notRegistered))).toBe('delivered')
    expect(gateway.requests.map(asked)).toEqual([
      { PhoneNumbers: about.to, SignName: '示例大厅', TemplateCode: 'SMS_000001', TemplateParam: '{"code":"013579"}' },
      { PhoneNumbers: about.to, SignName: '示例大厅', TemplateCode: 'SMS_000002' },
    ])
    expect(logged).toEqual([])
  })
  test.each(['isv.BUSINESS_LIMIT_CONTROL', 'Throttling.User', 'silence'] as const)(
    '%s is told as not delivered, is not tried again and leaves no number in the log',
    async (answer) => {
      const { gateway, messenger } = await start(() => answer)
      expect(await failureOf(messenger.send(code))).toBe('message.not-delivered')
      expect(gateway.requests).toHaveLength(1)
      expect(logged).toHaveLength(1)
      expect(JSON.stringify(logged)).toContain(answer === 'silence' ? 'message-not-delivered' : answer)
      expect(JSON.stringify(logged)).not.toMatch(/10000000001|013579|test-key/)
    },
  )
  test('the wrong secret is refused by the gateway', async () => {
    const gateway = await startAliyunGateway({ ...key, secret: 'another' }, () => 'OK')
    closing.push(gateway.close)
    expect(await failureOf(messengerFor(gateway.url, {}).send(code))).toBe('message.not-delivered')
    expect(JSON.stringify(logged)).toContain('SignatureDoesNotMatch')
  })
  test('a gateway that is not there is told as not delivered', async () => {
    const { gateway, messenger } = await start()
    await gateway.close()
    expect(await failureOf(messenger.send(code))).toBe('message.not-delivered')
  })
})

describe('腾讯云短信', () => {
  const settings = { HALL_SMS: 'tencent', HALL_SMS_APP_ID: '1400000000' }
  const start = async (rule: Parameters<typeof startTencentGateway>[1] = () => 'Ok', secret = key.secret) => {
    const gateway = await startTencentGateway({ ...key, secret }, rule)
    closing.push(gateway.close)
    return { gateway, messenger: messengerFor(gateway.url, settings) }
  }

  test('a code goes out signed, to the number with its country, with what the template asks for', async () => {
    const { gateway, messenger } = await start()
    expect(await failureOf(messenger.send(code))).toBe('delivered')
    expect(await failureOf(messenger.send(notRegistered))).toBe('delivered')
    const always = { PhoneNumberSet: ['+8610000000001'], SmsSdkAppId: '1400000000', SignName: '示例大厅' }
    expect(gateway.requests.map(({ body }) => JSON.parse(body) as TencentMessage)).toEqual([
      { ...always, TemplateId: 'SMS_000001', TemplateParamSet: ['013579', '5'] },
      { ...always, TemplateId: 'SMS_000002', TemplateParamSet: [] },
    ])
  })
  test.each(['LimitExceeded.PhoneNumberDailyLimit', 'RequestLimitExceeded', 'silence'] as const)(
    '%s is told as not delivered, is not tried again and leaves no number in the log',
    async (answer) => {
      const { gateway, messenger } = await start(() => answer)
      expect(await failureOf(messenger.send(code))).toBe('message.not-delivered')
      expect(gateway.requests).toHaveLength(1)
      expect(JSON.stringify(logged)).toContain(answer === 'silence' ? 'message-not-delivered' : answer)
      expect(JSON.stringify(logged)).not.toMatch(/10000000001|013579|test-key/)
    },
  )
  test('the wrong secret is refused by the gateway', async () => {
    const { messenger } = await start(() => 'Ok', 'another')
    expect(await failureOf(messenger.send(code))).toBe('message.not-delivered')
    expect(JSON.stringify(logged)).toContain('AuthFailure.SignatureFailure')
  })
})
