import { Problem } from '../../sync-server/contract/failure.ts'
import type { Receipt, RecordAnswer } from '../../sync-server/contract/sealed-record.ts'
import type { CourierOutbox } from '../outbox/courier-outbox.ts'
import type { LeasedRecord } from '../outbox/dispatch.ts'
import { batchOf } from '../platform/batch.ts'
import type { ServerClient } from './server-client.ts'

/** What an upload works with. */
export interface UploadParts {
  readonly client: ServerClient
  readonly signal: AbortSignal
}

/** How a batch went. */
export interface Uploaded {
  readonly receipts: readonly Receipt[]
  /** Every record was settled or set aside, so the next batch may follow at once. */
  readonly isClear: boolean
}

/** Records of one batch with their attachments; small enough to lose little when a connection breaks. */
export const BATCH_BYTES = 4 * 1024 * 1024
const UPLOAD_TIMEOUT_MS = 60_000
/** Refusals of a whole request that will not change for a record, whatever travels beside it. */
const HOPELESS: ReadonlySet<string> = new Set(['request.invalid', 'request.too-large', 'record.damaged'])

const isHopeless = (error: unknown): error is Problem => error instanceof Problem && HOPELESS.has(error.code)

/** Sends leased records; the answers come in their order. */
export async function sendRecords(
  parts: UploadParts,
  leased: readonly LeasedRecord[],
): Promise<readonly RecordAnswer[]> {
  const { client, signal } = parts
  try {
    const body = batchOf(leased.map(({ parcel }) => parcel))
    return (await client.call('postRecords', { body, signal, timeoutMs: UPLOAD_TIMEOUT_MS })).answers
  } catch (error) {
    const [only, ...others] = leased
    if (!isHopeless(error) || !only) throw error
    if (others.length > 0) return sendOneByOne(parts, leased)
    return [{ kind: 'rejected', digest: only.digest, recordId: only.recordId, code: error.code }]
  }
}

/** One record that the server cannot take must not hold up its neighbours. */
async function sendOneByOne(parts: UploadParts, leased: readonly LeasedRecord[]): Promise<readonly RecordAnswer[]> {
  const answers: RecordAnswer[] = []
  for (const record of leased) answers.push(...(await sendRecords(parts, [record])))
  return answers
}

/** Takes note of an answer that is no receipt; true when the record left the queue. */
function noteAnswer(
  outbox: CourierOutbox,
  recordId: string,
  answer: Exclude<RecordAnswer, { kind: 'receipt' }>,
): boolean {
  if (answer.kind === 'again') outbox.again(recordId, answer.code)
  else outbox.park(recordId, answer.code)
  return answer.kind === 'rejected'
}

/** Whose answer it is: by the names in it, else by its place, since a damaged record may not say who it is. */
function matcher(leased: readonly LeasedRecord[]): (answer: RecordAnswer, place: number) => string | undefined {
  const known = new Map(leased.flatMap(({ recordId, digest }) => [recordId, digest].map((name) => [name, recordId])))
  return (answer, place) =>
    known.get(answer.recordId ?? '') ?? known.get('digest' in answer ? answer.digest : '') ?? leased[place]?.recordId
}

/** Takes note of every answer to a batch; answers about others change nothing. */
export function noteAnswers(
  outbox: CourierOutbox,
  leased: readonly LeasedRecord[],
  answers: readonly RecordAnswer[],
): Uploaded {
  const recordOf = matcher(leased)
  const receipts = outbox.settle(answers.flatMap((answer) => (answer.kind === 'receipt' ? [answer.receipt] : [])))
  let done = receipts.length
  for (const [place, answer] of answers.entries()) {
    if (answer.kind === 'receipt') continue
    const recordId = recordOf(answer, place)
    if (recordId !== undefined && noteAnswer(outbox, recordId, answer)) done += 1
  }
  return { receipts, isClear: done >= leased.length }
}
