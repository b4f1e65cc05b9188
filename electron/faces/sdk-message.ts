import { Type, type Static } from 'typebox'
import { FaceEngineInfo, LivenessVerdict } from '../../sync-server/contract/face-evidence.ts'
import { qualityGates, type QualityReason } from '../../sync-server/contract/face-quality.ts'

/**
 * What the kiosk and the program around a vendor's face SDK say to each other over the program's standard input and output. A message
 * is a length (u32, big-endian) and so many bytes: one line of JSON ended by \n, and behind it the raw bytes of pictures, in the order
 * and with the lengths that the line names. One question at a time; the answer carries its `id`.
 *
 *   → {"id":1,"ask":"hello","protocol":1}
 *   ← {"id":1,"engine":{"vendor":"…","model":"…","version":"…","certified":true,"certificateNo":"…","scoreKind":"similarity"}}
 *   → {"id":2,"ask":"judge","chipPhoto":{"width":102,"height":126,"bytes":51408},"live":{"mime":"image/jpeg","bytes":38210}} RGBA JPEG
 *   ← {"id":2,"score":0.83,"liveness":{"verdict":"live","method":"ir"},"reasons":[]}
 *   ← {"id":2,"fault":"licence expired"}
 *
 * `reasons` are those of `qualityGates`. The program ends when its standard input ends; it keeps and writes nothing.
 */
export const SDK_PROTOCOL = 1

/** Longer than any answer; a program that claims more speaks something else. */
const MAX_ANSWER_BYTES = 64 * 1024
const LENGTH_BYTES = 4

const Id = Type.Integer({ minimum: 1 })
const reasons = Object.keys(qualityGates) as QualityReason[]

/** Other members are allowed: a newer program may say more. */
export const SdkHello = Type.Object({ id: Id, engine: FaceEngineInfo })
export const SdkJudgement = Type.Object({
  id: Id,
  score: Type.Number({ minimum: -1000, maximum: 1000 }),
  liveness: LivenessVerdict,
  reasons: Type.Array(Type.Enum(reasons), { maxItems: reasons.length }),
})
export const SdkFault = Type.Object({ id: Id, fault: Type.String({ maxLength: 400 }) })
export type SdkJudgement = Static<typeof SdkJudgement>

/** Packs a question with its pictures; the copy is the caller's to wipe once it was written. */
export function packMessage(said: object, pictures: readonly Uint8Array[] = []): Buffer {
  const line = Buffer.from(`${JSON.stringify(said)}\n`)
  const length = line.length + pictures.reduce((sum, { length: bytes }) => sum + bytes, 0)
  const head = Buffer.alloc(LENGTH_BYTES)
  head.writeUInt32BE(length)
  return Buffer.concat([head, line, ...pictures])
}

/** Puts answers together from whatever pieces they arrive in; throws on anything that is none. */
export class SdkReader {
  #waiting: Buffer = Buffer.alloc(0)

  push(chunk: Uint8Array): readonly unknown[] {
    this.#waiting = Buffer.concat([this.#waiting, chunk])
    const answers: unknown[] = []
    for (let next = this.#next(); next !== undefined; next = this.#next()) answers.push(next)
    return answers
  }

  #next(): unknown {
    if (this.#waiting.length < LENGTH_BYTES) return undefined
    const length = this.#waiting.readUInt32BE()
    if (length > MAX_ANSWER_BYTES) throw new Error('an answer is too long to be one')
    const end = LENGTH_BYTES + length
    if (this.#waiting.length < end) return undefined
    const said: unknown = JSON.parse(this.#waiting.toString('utf8', LENGTH_BYTES, end))
    this.#waiting = this.#waiting.subarray(end)
    if (typeof said !== 'object' || said === null) throw new Error('an answer is no object')
    return said
  }
}
