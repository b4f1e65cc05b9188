import { describe, expect, test } from 'vitest'
import { onGm65Scan, onHidScan, onSerialScan, onZoneScan } from '../../../../native/drivers/scanner.ts'
import type { Clock } from '../../../../native/transport/clock.ts'
import type { BytePort } from '../../../../native/transport/byte-port.ts'
import { fixture, hex } from '../support/bytes.ts'
import { memoryCable } from '../support/memory-cable.ts'
import { VirtualClock } from '../support/virtual-clock.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const { wire } = fixture<{ wire: readonly { text?: string; hex?: string; lines: readonly string[] }[] }>('mrz')

/** What a listener heard of pieces that came one after the other, with a pause before each. */
async function heard<T>(
  listen: (port: BytePort, clock: Clock, on: (message: T) => void) => void,
  pieces: readonly (readonly [pauseMs: number, bytes: Uint8Array])[],
): Promise<T[]> {
  const clock = new VirtualClock()
  const { host, module } = memoryCable()
  const messages: T[] = []
  listen(host, clock, (message) => messages.push(message))
  for (const [pauseMs, piece] of pieces) {
    await clock.pass(pauseMs)
    await module.write(piece)
  }
  await clock.pass(1_000)
  return messages
}

describe('codes', () => {
  test('with a line end they come at once, without one after a silence', async () => {
    const pieces = [
      [0, bytes('A0001\r\n')],
      [0, bytes('A00')],
      [20, bytes('02')],
      [200, bytes('A0003')],
    ] as const
    expect(await heard(onSerialScan, pieces)).toEqual(['A0001', 'A0002', 'A0003'])
  })

  test('of a GM65 come without the replies that share their line', async () => {
    const pieces = [
      [0, hex('020000')],
      [5, hex('01003331')],
      [0, bytes('办事A01')],
    ] as const
    expect(await heard(onGm65Scan, pieces)).toEqual(['办事A01'])
  })

  test('of a HID POS scanner come one for each', async () => {
    const { vectors } = fixture<{
      vectors: readonly { layout: string; reports: readonly string[]; expected: { text: string } }[]
    }>('hid-pos')
    const aim = vectors.filter(({ layout }) => layout === 'aim')
    const model = { path: 'scanner', vendorId: '0c2e', productId: '0b61' }
    const listen = (port: BytePort, _clock: Clock, on: (text: string) => void): void => onHidScan(port, model, on)
    const reports = aim.flatMap((each) => each.reports).map((report) => [0, hex(report)] as const)
    expect(await heard(listen, reports)).toEqual(aim.map(({ expected }) => expected.text))
  })
})

describe('machine-readable zones', () => {
  test.each(wire)('in whatever a reader sends they are found: %#', async ({ text, hex: sent, lines }) => {
    const all = sent === undefined ? bytes(text!) : hex(sent)
    const pieces = Array.from(all, (byte) => [1, Uint8Array.of(byte)] as const)
    expect(await heard<readonly string[]>(onZoneScan, pieces)).toEqual([lines])
  })

  test('a zone with a wrong check digit is handed on for others to judge, text that is none is passed over', async () => {
    const wrong = wire[2]!.text!.replace('7408122', '7408123')
    const pieces = [
      [0, bytes('QUEUE-TICKET-0001\r')],
      [500, bytes(wrong)],
    ] as const
    expect(await heard<readonly string[]>(onZoneScan, pieces)).toEqual([
      wire[2]!.lines.map((line) => line.replace('7408122', '7408123')),
    ])
  })
})
