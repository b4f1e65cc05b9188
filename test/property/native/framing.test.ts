import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Framer } from '../../../native/framing/framer.ts'
import { bodyOf, encodeSamFrame, samFrame } from '../../../native/framing/sam-frame.ts'
import { chunked, toHex } from '../../unit/native/support/bytes.ts'

const body = fc.uint8Array({ minLength: 3, maxLength: 2_399 })
const sizes = fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 12 })
const concat = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))
const preamblish = fc
  .array(fc.constantFrom(0xaa, 0x96, 0x69, 0x00, 0x08, 0xff), { maxLength: 200 })
  .map((a) => Uint8Array.from(a))

test('any chunking yields the same frames', () => {
  fc.assert(
    fc.property(fc.array(body, { maxLength: 5 }), sizes, (bodies, cuts) => {
      const frames = bodies.map(encodeSamFrame)
      const framer = new Framer(samFrame)
      const got = chunked(concat(frames), cuts).flatMap((chunk) => framer.push(chunk))
      expect(got.map(toHex)).toEqual(frames.map(toHex))
      expect(framer.discardedBytes).toBe(0)
    }),
  )
})

test('any chunking of noise and frames yields what one chunk yields', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(body.map(encodeSamFrame), preamblish), { maxLength: 6 }), sizes, (parts, cuts) => {
      const stream = concat(parts)
      const whole = new Framer(samFrame)
      const pieces = new Framer(samFrame)
      const expected = whole.push(stream)
      const got = chunked(stream, cuts).flatMap((chunk) => pieces.push(chunk))
      expect(got.map(toHex)).toEqual(expected.map(toHex))
      expect(pieces.discardedBytes).toBe(whole.discardedBytes)
      expect(pieces.rejectedFrames).toBe(whole.rejectedFrames)
    }),
  )
})

test('noise without a preamble costs no frame', () => {
  const noise = fc.uint8Array({ maxLength: 500 }).map((bytes) => bytes.map((byte) => (byte === 0xaa ? 0xab : byte)))
  fc.assert(
    fc.property(noise, body, noise, sizes, (before, inside, after, cuts) => {
      const frame = encodeSamFrame(inside)
      const framer = new Framer(samFrame)
      const got = chunked(concat([before, frame, after]), cuts).flatMap((chunk) => framer.push(chunk))
      expect(got.map(toHex)).toEqual([toHex(frame)])
      expect(framer.discardedBytes).toBe(before.length + after.length)
    }),
  )
})

test('what is delivered is always whole, whatever comes', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 3_000 }), preamblish), { maxLength: 8 }), (chunks) => {
      const framer = new Framer(samFrame)
      for (const frame of chunks.flatMap((chunk) => framer.push(chunk))) {
        expect(toHex(encodeSamFrame(bodyOf(frame)))).toBe(toHex(frame))
      }
    }),
  )
})

test('one damaged byte costs one longest frame at most', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 3, maxLength: 60 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (inside, at, flip) => {
        const frame = encodeSamFrame(inside.map((byte) => (byte === 0xaa ? 0xab : byte)))
        const damaged = frame.slice()
        const place = at % frame.length
        damaged[place] = (damaged[place] ?? 0) ^ flip
        const framer = new Framer(samFrame)
        // A damaged length may swallow one longest frame before it is found out.
        const healthy = Array.from({ length: Math.ceil(5_000 / frame.length) }, () => frame)
        const got = [damaged, ...healthy].flatMap((chunk) => framer.push(chunk)).map(toHex)
        expect(got.at(-1)).toBe(toHex(frame))
        expect(got.length).toBeGreaterThanOrEqual(Math.floor(2_500 / frame.length))
      },
    ),
  )
})
