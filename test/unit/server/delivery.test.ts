import { expect, test } from 'vitest'
import { deliveryOver } from '../../../sync-server/challenges/delivery.ts'
import type { Message } from '../../../sync-server/messages/messages.port.ts'

const message: Message = { channel: 'sms', to: '10000000001', kind: 'code', purpose: '找回密码', minutes: 5 }

test('pretending sends nothing and ends as the last message did', async () => {
  const sent: Message[] = []
  const faults: Error[] = []
  const delivery = deliveryOver({
    send(one) {
      const fault = faults.shift()
      if (fault) return Promise.reject(fault)
      sent.push(one)
      return Promise.resolve()
    },
  })
  await delivery.pretend()
  faults.push(new Error('the gateway is down'))
  await expect(delivery.send(message)).rejects.toThrow('the gateway is down')
  await expect(delivery.pretend()).rejects.toThrow('the gateway is down')
  await delivery.send(message)
  await delivery.pretend()
  expect(sent).toEqual([message])
})
