import { canonicalJson } from '../contract/canonical-json.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import { type AuditEvent, type AuditLine, type BrokenLine, AUDIT_START, firstBrokenLine, hashOf } from './audit-line.ts'
import { headOf, homesOf, insertLine, linesOf } from './audit.repository.ts'

export type { AuditAction, AuditEvent, BrokenLine } from './audit-line.ts'

/** Home of what an administrator does by command; everything else lives with the kiosk at which it happened. */
export const COMMAND_HOME = 'command'
/** Home of what the server does by itself when the time for it has come. */
export const SERVER_HOME = 'server'
/** Home of what administrators do at the console. */
export const CONSOLE_HOME = 'console'
/** Home of what people do away from any kiosk. */
const ONLINE_HOME = 'online'

/** Adds what a client did to the chain of the kiosk at which it happened, or of everything away from any. */
export function recordOf(tx: Transaction, caller: ClientCaller, event: Omit<AuditEvent, 'actor'>): Promise<number> {
  const home = caller.kiosk?.kioskId ?? ONLINE_HOME
  const actor = caller.citizen ? `account:${caller.citizen.accountId}` : `client:${home}`
  return record(tx, home, { actor, ...event })
}

/** Adds a line to a home's chain in the transaction of what it tells about; the answer is its place in the chain. */
export async function record(tx: Transaction, home: string, event: AuditEvent): Promise<number> {
  return (await append(tx, await endOf(tx, home), event)).seq
}

/** Where a home's chain ends, for whoever adds several lines in one transaction. */
export async function endOf(tx: Transaction, home: string): Promise<AuditHead> {
  return { home, ...((await headOf(tx, home)) ?? { seq: 0, hash: AUDIT_START }) }
}

/** Adds a line behind a known end of a chain in the transaction that read it; the answer is the new end. */
export async function append(tx: Transaction, { home, ...end }: AuditHead, event: AuditEvent): Promise<AuditHead> {
  const detail = canonicalJson(event.detail)
  const line = { home, seq: end.seq + 1, ...event, detail, previousHash: end.hash }
  const hash = hashOf(line)
  await insertLine(tx, { ...line, hash })
  return { home, seq: line.seq, hash }
}

/** How far each home's chain reaches; kept elsewhere, it later shows whether lines were cut off. */
export interface AuditHead {
  readonly home: string
  readonly seq: number
  readonly hash: string
}

/** Walks every chain; names the first bad line of each, also against heads that were kept elsewhere. */
export async function verifyAudit(
  reader: Reader,
  known: readonly AuditHead[] = [],
): Promise<{ lines: number; broken: readonly BrokenLine[]; heads: readonly AuditHead[] }> {
  const broken: BrokenLine[] = []
  const heads: AuditHead[] = []
  let count = 0
  const homes = new Set([...(await homesOf(reader)), ...known.map(({ home }) => home)])
  for (const home of homes) {
    const lines = await linesOf(reader, home)
    count += lines.length
    const last = lines.at(-1)
    if (last) heads.push({ home, seq: last.seq, hash: last.hash })
    const fault =
      firstBrokenLine(home, lines) ??
      againstKnown(
        lines,
        known.find((head) => head.home === home),
      )
    if (fault) broken.push(fault)
  }
  return { lines: count, broken, heads }
}

function againstKnown(
  lines: readonly { seq: number; hash: string }[],
  head: AuditHead | undefined,
): BrokenLine | undefined {
  if (!head) return undefined
  const line = lines[head.seq - 1]
  if (!line) return { home: head.home, seq: lines.length + 1, because: 'shorter-than-known' }
  return line.hash === head.hash ? undefined : { home: head.home, seq: head.seq, because: 'changed' }
}

/** Hands over every line of one home, or of all, in the order of its chain. */
export async function eachLine(
  reader: Reader,
  home: string | undefined,
  hand: (line: AuditLine) => void,
): Promise<void> {
  for (const each of home === undefined ? await homesOf(reader) : [home]) (await linesOf(reader, each)).forEach(hand)
}

/** The first bad line of lines that come from anywhere. */
export { firstBrokenLine } from './audit-line.ts'
/** One line by its place, for whoever holds a receipt that names it. */
export { lineAt } from './audit.repository.ts'
