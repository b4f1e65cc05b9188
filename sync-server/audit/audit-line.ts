import { canonicalJson } from '../contract/canonical-json.ts'
import { sha256Hex } from '../platform/digest.ts'

/** Everything that leaves a line; a closed list, so that nothing personal can be written as an action. */
export type AuditAction =
  | 'kiosk.enrolled'
  | 'kiosk.revoked'
  | 'kiosk.reader-released'
  | 'enrolment-code.issued'
  | 'staff.added'
  | 'staff.disabled'
  | 'staff.signed-in'
  | 'staff.sign-in-failed'
  | 'staff.signed-out'
  | 'account.opened'
  | 'account.searched'
  | 'account.read'
  | 'account.imported'
  | 'account.registered'
  | 'account.sign-in-failed'
  | 'account.restored'
  | 'account.identity-checked'
  | 'account.password-set'
  | 'account.password-changed'
  | 'account.password-wrong'
  | 'account.phone-bound'
  | 'account.email-bound'
  | 'account.appointment-made'
  | 'account.ethnic-group-set'
  | 'account.linked'
  | 'account.unlinked'
  | 'account.third-party-signed-in'
  | 'account.identity-withdrawn'
  | 'account.closing'
  | 'account.erased'
  | 'ticket.confirmed'
  | 'service.opened'
  | 'service.authorised'
  | 'service.declined'
  | 'grant.given'
  | 'grant.withdrawn'
  | 'appeal.opened'
  | 'appeal.taken'
  | 'appeal.decided'
  | 'appeal.withdrawn'
  | 'session.began'
  | 'session.ended'
  | 'record.granted'
  | 'record.returned'
  | 'record.parked'

/** What happened; `subject` is an id or a keyed hash, `detail` holds codes and numbers only. */
export interface AuditEvent {
  readonly actor: string
  readonly action: AuditAction
  readonly subject: string
  readonly detail: Readonly<Record<string, string | number | boolean>>
  readonly at: string
}

/** A line of the audit as it is stored: chained to the line before it in the same home. */
export interface AuditLine {
  readonly home: string
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail: string
  readonly previousHash: string
  readonly hash: string
}

/** What the first line of a home names as its predecessor. */
export const AUDIT_START = '0'.repeat(64)

/** The hash of a line: over the one before and everything in this one. */
export function hashOf(line: Omit<AuditLine, 'hash'>): string {
  const { previousHash, ...content } = line
  return sha256Hex(`${previousHash}\n${canonicalJson(content)}`)
}

/** Why a chain cannot be trusted, at its first bad line. */
export interface BrokenLine {
  readonly home: string
  readonly seq: number
  readonly because: 'missing' | 'changed' | 'not-chained' | 'shorter-than-known'
}

/** The first bad line of one home's lines in order; undefined when the chain is whole. */
export function firstBrokenLine(home: string, lines: readonly AuditLine[]): BrokenLine | undefined {
  let previous = AUDIT_START
  for (const [i, line] of lines.entries()) {
    const { hash, ...rest } = line
    if (line.seq !== i + 1) return { home, seq: i + 1, because: 'missing' }
    if (line.previousHash !== previous) return { home, seq: line.seq, because: 'not-chained' }
    if (hashOf(rest) !== hash) return { home, seq: line.seq, because: 'changed' }
    previous = hash
  }
  return undefined
}
