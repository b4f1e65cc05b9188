import type { EvidenceKind } from '../contract/evidence.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

type EvidenceRow = Tables['evidence']
type GrantRow = Tables['levelGrants']
export type CheckRow = Tables['identityChecks']

/** Stores one piece of evidence of a record. */
export async function insertEvidence(tx: Transaction, row: EvidenceRow): Promise<void> {
  const text = 'INSERT INTO evidence (record_id, kind, step, at, detail) VALUES (?, ?, ?, ?, ?)'
  await tx.run(text, row.recordId, row.kind, row.step, row.at, row.detail)
}

/** Stores a grant, tied piece by piece to the evidence it rests on; the database refuses it when a piece is missing. */
export async function insertGrant(tx: Transaction, row: GrantRow, kinds: ReadonlySet<EvidenceKind>): Promise<void> {
  const tie = (kind: EvidenceKind): string | null => (kinds.has(kind) ? kind : null)
  await tx.run(
    `INSERT INTO level_grants (record_id, account_id, level, because, granted_at, identity_consent, document_chip, signature,
      attestation, face_consent, face_match, visual_match, supervisor_approval) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[row.recordId, row.accountId, row.level, row.because, row.grantedAt],
    ...[tie('identity-consent'), tie('document-chip'), tie('signature'), tie('attestation')],
    ...[tie('face-consent'), tie('face-match'), tie('visual-match'), tie('supervisor-approval')],
  )
}

/** Every grant in the order of giving. */
export function allGrants(reader: Reader): Promise<readonly GrantRow[]> {
  const query = reader.kysely.selectFrom('levelGrants').orderBy('grantedAt').orderBy('recordId')
  return query.select(['recordId', 'accountId', 'level', 'because', 'grantedAt']).execute()
}

/** The kinds of evidence stored for a record. */
export async function kindsOf(reader: Reader, recordId: string): Promise<ReadonlySet<EvidenceKind>> {
  const rows = await reader.all<{ kind: EvidenceKind }>('SELECT kind FROM evidence WHERE record_id = ?', recordId)
  return new Set(rows.map(({ kind }) => kind))
}

/** Stores what a register said of a person; never changed afterwards. */
export async function insertCheck(tx: Transaction, row: CheckRow): Promise<void> {
  await tx.run(
    `INSERT INTO identity_checks (id, account_id, level, kind, authority, document_hash, checked_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[row.id, row.accountId, row.level, row.kind, row.authority, row.documentHash, row.checkedAt],
  )
}

/** Every check with a register in the order of asking. */
export function allChecks(reader: Reader): Promise<readonly Pick<CheckRow, 'id' | 'accountId' | 'level' | 'kind'>[]> {
  const query = reader.kysely.selectFrom('identityChecks').orderBy('checkedAt').orderBy('id')
  return query.select(['id', 'accountId', 'level', 'kind']).execute()
}
