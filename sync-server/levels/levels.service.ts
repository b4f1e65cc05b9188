import { canonicalJson } from '../contract/canonical-json.ts'
import type { Evidence, LevelDecision } from '../contract/evidence.ts'
import type { AssuranceLevel } from '../contract/level.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import { allLevels } from '../accounts/binding.service.ts'
import { decideLevel, decideOnline, highestOf } from './level-policy.ts'
import * as levels from './levels.repository.ts'

export { decideLevel, decideOnline, highestOf } from './level-policy.ts'
/** The kinds of evidence stored for a record. */
export { allGrants, evidenceOfAccount, kindsOf as kindsOfRecord } from './levels.repository.ts'

/** A piece of evidence with what it was judged by: numbers, codes and digests, nothing about the person. */
export interface StoredEvidence extends Evidence {
  readonly detail: Readonly<Record<string, string | number | boolean>>
}

/** Stores the evidence of a record; of a kind that came twice, the last piece counts. */
export async function keepEvidence(
  tx: Transaction,
  recordId: string,
  evidence: readonly StoredEvidence[],
): Promise<void> {
  const last = new Map(evidence.map((piece) => [piece.kind, piece]))
  const rows = [...last.values()].map(({ kind, step, at, detail }) => ({
    kind,
    step,
    at,
    detail: canonicalJson(detail),
  }))
  await levels.insertEvidence(
    tx,
    rows.map((row) => ({ recordId, ...row })),
  )
}

/** Writes a grant; what it rests on was stored in the same transaction. */
export async function grantLevel(
  tx: Transaction,
  grant: LevelDecision & { recordId: string; accountId: string; grantedAt: string },
  evidence: readonly Evidence[],
): Promise<void> {
  await levels.insertGrant(tx, grant, new Set(evidence.map(({ kind }) => kind)))
}

/** What a register said of a person; the hash counts for this account only and cannot be joined with another's. */
export type IdentityCheck = Omit<levels.CheckRow, 'level'>

/** Keeps what a register said, and answers the level that it supports. */
export async function keepCheck(tx: Transaction, check: IdentityCheck): Promise<AssuranceLevel> {
  const { level } = decideOnline(check.kind)
  await levels.insertCheck(tx, { ...check, level })
  return level
}

/** A level that the stored evidence does not support; `evidence` is the record or the check that was to support it. */
export interface LevelFault {
  readonly accountId: string
  readonly evidence: string | null
  readonly because: 'evidence-does-not-support' | 'level-differs-from-grants'
}

type Derived = Map<string, AssuranceLevel>
const raise = (derived: Derived, accountId: string, level: AssuranceLevel): void => {
  derived.set(accountId, highestOf([derived.get(accountId) ?? 'L1', level]))
}

async function verifyGrants(reader: Reader, derived: Derived): Promise<{ count: number; faults: LevelFault[] }> {
  const faults: LevelFault[] = []
  const grants = await levels.allGrants(reader)
  for (const { recordId, accountId, level, because, isCurrent } of grants) {
    const decision = decideLevel(await levels.kindsOf(reader, recordId))
    if (isCurrent === 1) raise(derived, accountId, decision.level)
    const isSupported = decision.level === level && decision.because === because
    if (!isSupported) faults.push({ accountId, evidence: recordId, because: 'evidence-does-not-support' })
  }
  return { count: grants.length, faults }
}

async function verifyChecks(reader: Reader, derived: Derived): Promise<{ count: number; faults: LevelFault[] }> {
  const checks = await levels.allChecks(reader)
  const current = checks.filter(({ isCurrent }) => isCurrent === 1)
  for (const { accountId, kind } of current) raise(derived, accountId, decideOnline(kind).level)
  const unsupported = checks.filter(({ kind, level }) => decideOnline(kind).level !== level)
  const because = 'evidence-does-not-support'
  return {
    count: checks.length,
    faults: unsupported.map(({ id, accountId }) => ({ accountId, evidence: id, because })),
  }
}

/**
 * Derives every level again from the stored evidence and compares it with what was granted and what accounts carry. A closed
 * account carries none, though the evidence of what it once was stays; evidence of an identity that was withdrawn counts no more.
 */
export async function verifyLevels(
  reader: Reader,
): Promise<{ grants: number; checks: number; faults: readonly LevelFault[] }> {
  const derived: Derived = new Map()
  const grants = await verifyGrants(reader, derived)
  const checks = await verifyChecks(reader, derived)
  const faults = [...grants.faults, ...checks.faults]
  for (const { id, status, level, grantRecordId, identityCheckId } of await allLevels(reader)) {
    const right = status === 'deregistered' ? 'L1' : (derived.get(id) ?? 'L1')
    const evidence = grantRecordId ?? identityCheckId
    if (right !== level) faults.push({ accountId: id, evidence, because: 'level-differs-from-grants' })
  }
  return { grants: grants.count, checks: checks.count, faults }
}
