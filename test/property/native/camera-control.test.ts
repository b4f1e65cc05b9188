import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunked } from '../../unit/native/support/bytes.ts'
import { relaySwitch, RelayStream } from '../../../native/protocol/lcus-relay.ts'
import { pelcoD, PelcoStream } from '../../../native/protocol/pelco-d.ts'
import { readViscaReply, visca, ViscaStream } from '../../../native/protocol/visca.ts'

const move = fc.constantFrom('up', 'down', 'left', 'right', 'stop')
const address = fc.integer({ min: 1, max: 7 })
/** One packet of each protocol, with the stream that reads it. */
const protocols = [
  { name: 'VISCA', packet: fc.tuple(address, move).map(([a, m]) => visca.move(m)(a)), stream: () => new ViscaStream() },
  {
    name: 'Pelco-D',
    packet: fc.tuple(address, move).map(([a, m]) => pelcoD.move(a, m)),
    stream: () => new PelcoStream(),
  },
  {
    name: 'relay',
    packet: fc.tuple(fc.integer({ min: 1, max: 8 }), fc.boolean()).map(([c, on]) => relaySwitch(c, on)),
    stream: () => new RelayStream(),
  },
] as const

test.each(protocols)('any chunking of a line of $name gives the same packets', ({ packet, stream }) => {
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 })
  fc.assert(
    fc.property(fc.array(packet, { maxLength: 12 }), sizes, (packets, cut) => {
      const line = Uint8Array.from(packets.flatMap((one) => [...one]))
      const reading = stream()
      const found = chunked(line, cut).flatMap((chunk): readonly object[] => reading.push(chunk))
      expect(found).toEqual(stream().push(line))
      expect(found).toHaveLength(packets.length)
    }),
  )
})

test.each(protocols)('no bytes on a line of $name break its stream, and its memory stays small', ({ stream }) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 40 }), (chunks) => {
      const reading = stream()
      for (const chunk of chunks) for (const found of reading.push(chunk)) expect(found).toBeDefined()
      expect(JSON.stringify(reading).length).toBeLessThan(200)
    }),
  )
})

test('no packet breaks the reading of answers', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 24 }), (packet) => void readViscaReply(packet)))
})
