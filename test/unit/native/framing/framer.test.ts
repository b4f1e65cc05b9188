import { describe, expect, test } from 'vitest'
import { Framer } from '../../../../native/framing/framer.ts'
import { encodeSamFrame, hostFrame, samFrame } from '../../../../native/framing/sam-frame.ts'
import { fixture, hex, toHex } from '../support/bytes.ts'

interface Stream {
  readonly name: string
  readonly chunks: readonly string[]
  readonly frames: readonly string[]
  readonly errors?: number
}
interface Frames {
  readonly responses: readonly { name: string; hex: string; totalLength: number }[]
  readonly invalid: readonly { name: string; hex: string }[]
}

const noise = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(0x55)

describe('recorded streams', () => {
  test.each(fixture<Stream[]>('sam-streams'))('$name', ({ chunks, frames, errors = 0 }) => {
    const framer = new Framer(samFrame)
    expect(chunks.flatMap((chunk) => framer.push(hex(chunk))).map(toHex)).toEqual(frames)
    expect(framer.rejectedFrames).toBe(errors)
  })

  test.each(fixture<Frames>('sam-frames').responses)('an answer is one frame: $name', (recorded) => {
    expect(new Framer(samFrame).push(hex(recorded.hex)).map(toHex)).toEqual([recorded.hex])
    expect(recorded.hex.length / 2).toBe(recorded.totalLength)
  })

  test.each(fixture<Frames>('sam-frames').invalid)('is no frame: $name', (recorded) => {
    expect(new Framer(samFrame).push(hex(recorded.hex))).toEqual([])
  })
})

describe('framer', () => {
  const found = hex('AAAAAA9669000800009F0000000097')

  test('a preamble inside the data of a frame starts no other frame', () => {
    const frame = encodeSamFrame(Uint8Array.of(0, 0, 0x90, ...found))
    expect(new Framer(samFrame).push(frame)).toEqual([frame])
  })

  test('a frame hidden in a frame that was cut short is found', () => {
    const torn = encodeSamFrame(noise(200)).subarray(0, 60)
    const framer = new Framer(samFrame)
    const rest = encodeSamFrame(noise(200))
    expect([torn, rest, rest].flatMap((chunk) => framer.push(chunk)).map(toHex)).toContain(toHex(rest))
  })

  test.each([4, 2314, 2400])('length %i is legal', (length) => {
    const frame = encodeSamFrame(noise(length - 1))
    expect(new Framer(samFrame).push(frame)).toEqual([frame])
  })

  test.each([0, 3, 2401, 0xffff])('length %i is a chance in the noise', (length) => {
    const framer = new Framer(samFrame)
    const header = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, length >> 8, length & 0xff)
    expect(framer.push(Uint8Array.of(...header, ...found)).map(toHex)).toEqual([toHex(found)])
    expect(framer.rejectedFrames).toBe(1)
    expect(framer.discardedBytes).toBe(7)
  })

  test('bytes outside frames are counted', () => {
    const framer = new Framer(samFrame)
    framer.push(Uint8Array.of(...noise(10), ...found, ...noise(5)))
    expect(framer.discardedBytes).toBe(15)
  })

  test('a megabyte in one chunk is cut like any other', () => {
    const framer = new Framer(samFrame)
    const flood = new Uint8Array(1 << 20).fill(0xaa)
    flood.set(found, flood.length - found.length)
    expect(framer.push(flood).map(toHex)).toEqual([toHex(found)])
  })

  test('a reset forgets what has begun', () => {
    const framer = new Framer(samFrame)
    framer.push(found.subarray(0, 9))
    expect(framer.hasBegun).toBe(true)
    framer.reset()
    expect(framer.hasBegun).toBe(false)
    expect(framer.push(found)).toEqual([found])
    expect(framer.discardedBytes).toBe(9)
  })

  test('a host frame with a bad check byte still reaches the module', () => {
    const request = hex('AAAAAA96690003200121')
    expect(new Framer(hostFrame).push(request)).toEqual([request])
  })
})
