import { expect, test } from 'vitest'
import { openSamSerial } from '../../../../native/drivers/sam-serial.ts'
import { systemClock } from '../../../../native/transport/clock.ts'
import { ReplayPort } from '../../../../native/transport/replay-port.ts'
import { chunked, fixture, hex, toHex } from '../support/bytes.ts'

interface Frames {
  readonly requests: readonly { name: string; hex: string }[]
  readonly responses: readonly { name: string; hex: string }[]
}

const { requests, responses } = fixture<Frames>('sam-frames')
const { cards } = fixture<{ cards: { name: string; hex: string }[] }>('sam-cards')
const answer = (name: string): Uint8Array => hex(responses.find((each) => each.name === name)!.hex)
const request = (name: string): string => requests.find((each) => each.name === name)!.hex
const { signal } = new AbortController()

test('a recorded session replays to the recorded card', async () => {
  const card = hex(cards.find(({ name }) => name === 'resident_with_finger_1024')!.hex)
  const answers = ['genericOk', 'samIdOk_1', 'findCardOk', 'selectCardOk', 'noContent91'].map(answer)
  const port = new ReplayPort([...answers, card].map((bytes) => ({ chunks: chunked(bytes, [7, 1, 64]) })))
  const none = async (): Promise<[]> => []
  const openPort = async (): Promise<ReplayPort> => port
  const lists = { listPorts: none, listHidDevices: none, listUsbDevices: none }
  const context = { clock: systemClock, openPort, openHidPort: openPort, openUsbPort: openPort, ...lists }
  const reader = await openSamSerial({ path: 'recording', baudRate: 115_200 }, { context, signal })
  expect(reader.samId).toBe('05.01-20200131-0000012345-4000000001')
  const read = await reader.readDocument({ signal })
  expect(read).toMatchObject({ document: { fullName: '测试甲' }, fingerprintBytes: 1024 })
  const asked = ['samStatus', 'readSamId', 'findCard', 'selectCard', 'readNewAddress', 'readTextPhotoFinger']
  expect(port.written.map(toHex)).toEqual(asked.map(request))
})

test('a recording that ends with an unplug ends the port', async () => {
  const port = new ReplayPort([{ chunks: [answer('genericOk')], end: true }])
  const reason = new Promise((resolve) => port.onClose(resolve))
  await port.write(Uint8Array.of(1))
  expect(await reason).toMatchObject({ code: 'reader.not-connected' })
  await expect(port.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'reader.not-connected' })
})
