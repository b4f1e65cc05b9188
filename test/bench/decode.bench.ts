import { readFileSync } from 'node:fs'
import { decodeRecordedRead } from '../../native/drivers/recorded-read.ts'
import { type BenchLine, interleave, line, rateOf } from './rounds.ts'

const ROUNDS = 9
const VECTORS = new URL('../fixtures/protocols/sam-cards.json', import.meta.url)
const TARGET_PER_S = 20_000

function fullAnswer(): Uint8Array {
  const { cards } = JSON.parse(readFileSync(VECTORS, 'utf8')) as { cards: { name: string; hex: string }[] }
  const card = cards.find(({ name }) => name === 'resident_male_han')
  if (!card) throw new Error('the vectors have lost the card that this benchmark reads')
  return Buffer.from(card.hex, 'hex')
}

/** What any decoder must do at least: check the sum of every byte and turn 256 of them into text. */
function touch(frame: Uint8Array, text: TextDecoder): number {
  let sum = 0
  for (const byte of frame) sum ^= byte
  return sum + text.decode(frame.subarray(14, 270)).length
}

/** Bytes of a full card answer to an `IdentityDocument`, on one core. */
export async function run(): Promise<BenchLine[]> {
  const frame = fullAnswer()
  const text = new TextDecoder('utf-16le')
  const circumstances = { samId: '00.00-20200101-0000000001-0000000001', readAtMs: 0 }
  const figures = await interleave(
    ROUNDS,
    () =>
      rateOf(() => {
        if (decodeRecordedRead([frame], circumstances) === undefined) throw new Error('the vector no longer decodes')
      }),
    () => rateOf(() => void touch(frame, text)),
  )
  const about = { name: 'decode-card', unit: 'cards/s', rounds: ROUNDS, target: `value >= ${TARGET_PER_S}` }
  return [line(about, figures, figures.value >= TARGET_PER_S)]
}
