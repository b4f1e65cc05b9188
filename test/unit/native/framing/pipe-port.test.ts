import { describe, expect, test } from 'vitest'
import type { BulkPipes } from '../../../../native/transport/byte-port.ts'
import { pipePort } from '../../../../native/framing/pipe-port.ts'
import { fixture, hex, toHex } from '../support/bytes.ts'

interface Way {
  readonly ep: string
  readonly hex: string
}
const { twoPipeBulk, singlePipeBulk } = fixture<{
  twoPipeBulk: { out: Way[]; in: Way[]; frame: string }
  singlePipeBulk: { reads: string[]; frame: string }
}>('usb-variants')

/** Pipes that keep what is written and hand on what a test says. */
function pipesOf(count: number): BulkPipes & { written: [number, string][]; say: (hex: string, pipe: number) => void } {
  const listeners: ((bytes: Uint8Array, pipe: number) => void)[] = []
  const written: [number, string][] = []
  return {
    count,
    written,
    signal: new AbortController().signal,
    write: async (bytes, pipe) => void written.push([pipe, toHex(bytes)]),
    onData: (listener) => void listeners.push(listener),
    onClose: () => {},
    close: async () => {},
    say: (digits, pipe) => listeners.forEach((listener) => listener(hex(digits), pipe)),
  }
}

function heardBy(port: ReturnType<typeof pipePort>): () => string {
  let heard = ''
  port.onData((bytes) => (heard += toHex(bytes)))
  return () => heard
}

const [inHead, inBody] = twoPipeBulk.in.map((way) => way.hex) as [string, string]
const request = hex(twoPipeBulk.out.map((way) => way.hex).join(''))

describe('two pairs of pipes', () => {
  test('a frame goes out in the published two parts', async () => {
    const pipes = pipesOf(2)
    await pipePort(pipes).write(request)
    expect(pipes.written).toEqual(twoPipeBulk.out.map((way, nth) => [nth, way.hex]))
  })

  test.each([
    [
      [
        [inHead, 0],
        [inBody, 1],
      ],
    ],
    [
      [
        [inBody, 1],
        [inHead, 0],
      ],
    ],
    [
      [
        [inHead.slice(0, 6), 0],
        [inBody.slice(0, 4), 1],
        [inHead.slice(6), 0],
        [inBody.slice(4), 1],
      ],
    ],
  ] as const)('an answer is put together whichever pipe is seen first: %j', (packets) => {
    const pipes = pipesOf(2)
    const heard = heardBy(pipePort(pipes))
    for (const [digits, pipe] of packets) pipes.say(digits, pipe)
    expect(heard()).toBe(twoPipeBulk.frame)
  })

  test('what is left of an answer that broke off is not taken for the next one', async () => {
    const pipes = pipesOf(2)
    const port = pipePort(pipes)
    const heard = heardBy(port)
    pipes.say(inBody, 1) // its head never came
    await port.write(request)
    pipes.say(inHead, 0)
    pipes.say(inBody, 1)
    expect(heard()).toBe(twoPipeBulk.frame)
  })

  test('every listener hears an answer once', () => {
    const pipes = pipesOf(2)
    const port = pipePort(pipes)
    const both = [heardBy(port), heardBy(port)]
    pipes.say(inHead, 0)
    pipes.say(inBody, 1)
    expect(both.map((heard) => heard())).toEqual([twoPipeBulk.frame, twoPipeBulk.frame])
  })

  test('noise without end is not kept', () => {
    const pipes = pipesOf(2)
    const heard = heardBy(pipePort(pipes))
    for (let i = 0; i < 1_000; i++) pipes.say('5A'.repeat(64), 1)
    pipes.say('0000000000FFFF', 0)
    expect(heard().length / 2).toBeLessThan(6_000)
  })
})

test('one pair of pipes carries the bytes of the line', async () => {
  const pipes = pipesOf(1)
  const port = pipePort(pipes)
  const heard = heardBy(port)
  await port.write(request)
  expect(pipes.written).toEqual([[0, toHex(request)]])
  for (const packet of singlePipeBulk.reads) pipes.say(packet, 0)
  expect(heard()).toBe(singlePipeBulk.frame)
})
