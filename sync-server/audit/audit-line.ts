import type { AuditAction } from '../contract/audit-action.ts'
import { canonicalJson } from '../contract/canonical-json.ts'
import { sha256Hex } from '../platform/digest.ts'

export type { AuditAction } from '../contract/audit-action.ts'

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
