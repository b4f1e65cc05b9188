import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type ArtefactRow = Tables['providerArtefacts']
/** An artefact as it is found. */
export type FoundArtefact = Pick<ArtefactRow, 'sealedPayload' | 'consumedAt' | 'keyHash' | 'browserHash' | 'createdAt'>

const FOUND = `key_hash AS "keyHash", sealed_payload AS "sealedPayload", consumed_at AS "consumedAt",
  browser_hash AS "browserHash", created_at AS "createdAt"`
/** Whether what an artefact rests on still counts: no session at all, or one that is not over, of an account that is in use. */
const RESTS_WELL = `(session_id IS NULL OR EXISTS (
  SELECT 1 FROM account_sessions AS s JOIN accounts AS a ON a.id = s.account_id
    WHERE s.id = provider_artefacts.session_id AND s.idle_until > ? AND s.expires_at > ? AND a.status = 'active'))`

/** The artefact with this key, while it counts. */
export function artefactBy(reader: Reader, keyHash: string, now: string): Promise<FoundArtefact | undefined> {
  const text = `SELECT ${FOUND} FROM provider_artefacts WHERE key_hash = ? AND expires_at > ? AND ${RESTS_WELL}`
  return reader.get(text, keyHash, now, now, now)
}

/** The browser session that rests on a citizen's session, while both count; the newest, where several browsers share one. */
export function browserSessionOf(reader: Reader, sessionId: string, now: string): Promise<FoundArtefact | undefined> {
  const text = `SELECT ${FOUND} FROM provider_artefacts WHERE session_id = ? AND model = 'Session' AND expires_at > ?
    AND ${RESTS_WELL} ORDER BY created_at DESC LIMIT 1`
  return reader.get(text, sessionId, now, now, now)
}

/** Keeps an artefact; false when the grant or the session on which it rests is not there any more. */
export async function keepArtefact(
  tx: Transaction,
  row: Omit<ArtefactRow, 'browserHash' | 'consumedAt'>,
): Promise<boolean> {
  const grant = row.grantId === null || (await tx.get('SELECT 1 FROM service_grants WHERE id = ?', row.grantId))
  const session = row.sessionId === null || (await tx.get('SELECT 1 FROM account_sessions WHERE id = ?', row.sessionId))
  if (!grant || !session) return false
  await tx.run(
    `INSERT INTO provider_artefacts
      (key_hash, model, grant_id, session_id, account_id, sealed_payload, created_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key_hash) DO UPDATE SET grant_id = excluded.grant_id,
      session_id = excluded.session_id, account_id = excluded.account_id, sealed_payload = excluded.sealed_payload,
      expires_at = excluded.expires_at`,
    ...[
      row.keyHash,
      row.model,
      row.grantId,
      row.sessionId,
      row.accountId,
      row.sealedPayload,
      row.createdAt,
      row.expiresAt,
    ],
  )
  return true
}

/** Binds an artefact to the browser in which it began. */
export async function bindToBrowser(tx: Transaction, keyHash: string, browserHash: string): Promise<void> {
  await tx.run('UPDATE provider_artefacts SET browser_hash = ? WHERE key_hash = ?', browserHash, keyHash)
}

/** Uses an artefact up; of several who do so at the same moment exactly one is told true. */
export async function consumeArtefact(tx: Transaction, keyHash: string, at: string): Promise<boolean> {
  const text = 'UPDATE provider_artefacts SET consumed_at = ? WHERE key_hash = ? AND consumed_at IS NULL'
  return (await tx.run(text, at, keyHash)) > 0
}

/** Removes one artefact. */
export async function removeArtefact(tx: Transaction, keyHash: string): Promise<void> {
  await tx.run('DELETE FROM provider_artefacts WHERE key_hash = ?', keyHash)
}

/** Removes everything that was handed out for a grant; the grant itself stays. */
export async function removeArtefactsOfGrant(tx: Transaction, grantId: string): Promise<void> {
  await tx.run('DELETE FROM provider_artefacts WHERE grant_id = ?', grantId)
}

/** Ends the browser sessions that rest on a citizen's session. */
export async function removeBrowserSessions(tx: Transaction, sessionId: string): Promise<void> {
  await tx.run(`DELETE FROM provider_artefacts WHERE session_id = ? AND model = 'Session'`, sessionId)
}

/** Forgets what has expired. */
export async function dropExpiredArtefacts(tx: Transaction, now: string): Promise<void> {
  await tx.run('DELETE FROM provider_artefacts WHERE expires_at <= ?', now)
}
