import type { EvidenceKind } from '../contract/evidence.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

type EvidenceRow = Tables['evidence']
type GrantRow = Omit<Tables['levelGrants'], 'identityNo'>
export type CheckRow = Omit<Tables['identityChecks'], 'identityNo'>
/** Whether evidence is of the identity that its account has now, and not of one that was withdrawn since. */
type OfNow = { readonly isCurrent: 0 | 1 }

/** How many identities were withdrawn from an account so far: evidence counts for the identity of its number only. */
const withdrawnFrom = (account: string): string =>
  `(SELECT COUNT(*) FROM identity_withdrawals WHERE identity_withdrawals.account_id = ${account})`
const isCurrent = (table: string): string =>
  `CASE WHEN identity_no = ${withdrawnFrom(`${table}.account_id`)} THEN 1 ELSE 0 END AS "isCurrent"`

/** Stores the evidence of a record in one statement; there is always some. */
export async function insertEvidence(tx: Transaction, rows: readonly EvidenceRow[]): Promise<void> {
  const places = rows.map(() => '(?, ?, ?, ?, ?)').join(', ')
  const values = rows.flatMap(({ recordId, kind, step, at, detail }) => [recordId, kind, step, at, detail])
  await tx.run(`INSERT INTO evidence (record_id, kind, step, at, detail) VALUES ${places}`, ...values)
}

/** Stores a grant, tied piece by piece to the evidence it rests on; the database refuses it when a piece is missing. */
export async function insertGrant(tx: Transaction, row: GrantRow, kinds: ReadonlySet<EvidenceKind>): Promise<void> {
  const tie = (kind: EvidenceKind): string | null => (kinds.has(kind) ? kind : null)
  await tx.run(
    `INSERT INTO level_grants (record_id, account_id, level, because, granted_at, identity_no, identity_consent, signature,
      attestation, document_chip, document_zone, document_typed, face_consent, face_match, visual_match, supervisor_approval)
      VALUES (?, ?, ?, ?, ?, ${withdrawnFrom('?')}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[row.recordId, row.accountId, row.level, row.because, row.grantedAt, row.accountId],
    ...[tie('identity-consent'), tie('signature'), tie('attestation')],
    ...[tie('document-chip'), tie('document-zone'), tie('document-typed')],
    ...[tie('face-consent'), tie('face-match'), tie('visual-match'), tie('supervisor-approval')],
  )
}

/** Every grant in the order of giving. */
export function allGrants(reader: Reader): Promise<readonly (GrantRow & OfNow)[]> {
  return reader.all(
    `SELECT record_id AS "recordId", account_id AS "accountId", level, because, granted_at AS "grantedAt",
      ${isCurrent('level_grants')} FROM level_grants ORDER BY granted_at, record_id`,
  )
}

/** The kinds of evidence stored for a record. */
export async function kindsOf(reader: Reader, recordId: string): Promise<ReadonlySet<EvidenceKind>> {
  const rows = await reader.all<{ kind: EvidenceKind }>('SELECT kind FROM evidence WHERE record_id = ?', recordId)
  return new Set(rows.map(({ kind }) => kind))
}

/** Stores what a register said of a person; never changed afterwards. */
export async function insertCheck(tx: Transaction, row: CheckRow): Promise<void> {
  await tx.run(
    `INSERT INTO identity_checks (id, account_id, level, kind, authority, document_hash, checked_at, identity_no)
      VALUES (?, ?, ?, ?, ?, ?, ?, ${withdrawnFrom('?')})`,
    ...[row.id, row.accountId, row.level, row.kind, row.authority, row.documentHash, row.checkedAt, row.accountId],
  )
}

/** A piece of what an account's levels rest on, and who vouched for it. */
export interface AccountEvidence extends OfNow {
  readonly kind: CheckRow['kind'] | 'in-person'
  readonly level: CheckRow['level'] | 'L4'
  readonly by: string
  readonly at: string
}

/** Everything that was ever granted to an account or checked for it, newest first. */
export function evidenceOfAccount(reader: Reader, accountId: string): Promise<readonly AccountEvidence[]> {
  return reader.all(
    `SELECT kind, level, authority AS "by", checked_at AS "at", ${isCurrent('identity_checks')}
      FROM identity_checks WHERE account_id = ?
      UNION ALL SELECT 'in-person' AS kind, level_grants.level, kiosks.hall_name AS "by", granted_at AS "at", ${isCurrent('level_grants')}
      FROM level_grants JOIN inbox ON inbox.record_id = level_grants.record_id JOIN kiosks ON kiosks.id = inbox.kiosk_id
      WHERE level_grants.account_id = ? ORDER BY "at" DESC`,
    ...[accountId, accountId],
  )
}

/** Every check with a register in the order of asking. */
export function allChecks(
  reader: Reader,
): Promise<readonly (Pick<CheckRow, 'id' | 'accountId' | 'level' | 'kind'> & OfNow)[]> {
  return reader.all(
    `SELECT id, account_id AS "accountId", level, kind, ${isCurrent('identity_checks')} FROM identity_checks
      ORDER BY checked_at, id`,
  )
}
