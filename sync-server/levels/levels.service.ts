import { canonicalJson } from '../contract/canonical-json.ts'
import type { Evidence, LevelDecision } from '../contract/evidence.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import { allLevels } from '../accounts/binding.service.ts'
import { decideLevel } from './level-policy.ts'
import * as levels from './levels.repository.ts'

export { decideLevel } from './level-policy.ts'
/** The kinds of evidence stored for a record. */
export { kindsOf as kindsOfRecord } from './levels.repository.ts'

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
  for (const { kind, step, at, detail } of last.values()) {
    await levels.insertEvidence(tx, { recordId, kind, step, at, detail: canonicalJson(detail) })
  }
}

/** Writes a grant; what it rests on was stored in the same transaction. */
export async function grantLevel(
  tx: Transaction,
  grant: LevelDecision & { recordId: string; accountId: string; grantedAt: string },
  evidence: readonly Evidence[],
): Promise<void> {
  await levels.insertGrant(tx, grant, new Set(evidence.map(({ kind }) => kind)))
}

/** A level that the stored evidence does not support. */
export interface LevelFault {
  readonly accountId: string
  readonly recordId: string | null
  readonly because: 'evidence-does-not-support' | 'level-differs-from-grants'
}

/** Derives every level again from the stored evidence and compares it with what was granted and what accounts carry. */
export async function verifyLevels(reader: Reader): Promise<{ grants: number; faults: readonly LevelFault[] }> {
  const faults: LevelFault[] = []
  const derived = new Map<string, string>()
  const grants = await levels.allGrants(reader)
  for (const { recordId, accountId, level, because } of grants) {
    const decision = decideLevel(await levels.kindsOf(reader, recordId))
    derived.set(accountId, decision.level)
    const isSupported = decision.level === level && decision.because === because
    if (!isSupported) faults.push({ accountId, recordId, because: 'evidence-does-not-support' })
  }
  for (const { id, level, grantRecordId } of await allLevels(reader)) {
    const isDerived = (derived.get(id) ?? 'L1') === level
    if (!isDerived) faults.push({ accountId: id, recordId: grantRecordId, because: 'level-differs-from-grants' })
  }
  return { grants: grants.length, faults }
}
