import type { SignedReceipt } from '../../../sync-server/contract/sealed-record.ts'
import { CHAIN_START } from '../../../sync-server/contract/sealed-record.ts'
import type { Handle } from '../../../sync-server/platform/database/sqlite-handle.ts'
import type { ServerAnswer } from './virtual-server.ts'
import type { VirtualKiosk } from './virtual-kiosk.ts'

/** What must never be; each is the name of a way to lose or double something. */
export type Violation =
  | 'receipt-without-record'
  | 'grant-without-record'
  | 'grant-twice'
  | 'level-without-grant'
  | 'chain-broken'
  | 'accepted-record-missing'
  | 'accepted-record-twice'
  | 'accepted-record-parked'
  | 'session-nowhere'
  | 'not-drained'
  | 'program-fault'

type Books = Pick<Handle, 'prepare'>

const ROGUE_GRANTS = `select count(*) from level_grants g
  where not exists (select 1 from inbox i where i.record_id = g.record_id and i.decision = 'granted')`
const ROGUE_LEVELS = `select count(*) from accounts a where level <> 'L1'
  and not exists (select 1 from level_grants g where g.account_id = a.id and g.record_id = a.grant_record_id)`
const UNGRANTED = `select count(*) from inbox i where decision = 'granted'
  and (select count(*) from level_grants g where g.record_id = i.record_id) <> 1`
/** One audit line for every decision, and none for any other. */
const UNTOLD = `select abs((select count(*) from inbox) -
  (select count(*) from audit where action in ('record.granted', 'record.returned')))`

const count = (books: Books, sql: string): number => books.prepare(sql).pluck().get() as number

/** What holds at every moment, looked at whenever something was committed. */
export function lookAtBooks(books: Books): Violation | undefined {
  if (count(books, ROGUE_GRANTS) > 0) return 'grant-without-record'
  if (count(books, ROGUE_LEVELS) > 0) return 'level-without-grant'
  if (count(books, UNGRANTED) > 0 || count(books, UNTOLD) > 0) return 'grant-twice'
  return undefined
}

/** A receipt that leaves the server is about a record that is in its books, with these very bytes. */
export function lookAtAnswer(books: Books, answer: ServerAnswer): Violation | undefined {
  if (!('answers' in answer)) return undefined
  const receipts = answer.answers.flatMap((one) => (one.kind === 'receipt' ? [one.receipt.value] : []))
  const isKept = ({ recordId, digest }: SignedReceipt['value']): boolean =>
    books.prepare('select 1 from inbox where record_id = ? and digest = ?').get(recordId, digest) !== undefined
  return receipts.every(isKept) ? undefined : 'receipt-without-record'
}

interface Arrived {
  readonly seq: number
  readonly digest: string
  readonly previous: string
  readonly recordId: string
}

const ARRIVED = `select seq, digest, previous_digest as previous, record_id as recordId from inbox where kiosk_id = ? order by seq`

/** What holds in the end, when the faults have stopped and everything has come to rest. */
export function lookAtEnd(books: Books, kiosk: VirtualKiosk): Violation | undefined {
  const arrived = books.prepare(ARRIVED).all(kiosk.kioskId) as Arrived[]
  const isChained = arrived.every(
    ({ seq, previous }, i) => seq === i + 1 && previous === (arrived[i - 1]?.digest ?? CHAIN_START),
  )
  if (!isChained) return 'chain-broken'
  if (new Set(kiosk.acknowledged).size !== kiosk.acknowledged.length) return 'accepted-record-twice'
  for (const recordId of kiosk.acknowledged) {
    const times = arrived.filter((one) => one.recordId === recordId).length
    if (kiosk.standingOf(recordId)?.state === 'parked') return 'accepted-record-parked'
    if (times !== 1) return times === 0 ? 'accepted-record-missing' : 'accepted-record-twice'
  }
  return arrived.length === kiosk.acknowledged.length ? undefined : 'session-nowhere'
}
