import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type NoticeRow = Tables['notices']
export type MessageRow = Tables['noticeMessages']

/** Most notices that are shown of one account. */
const SHOWN = 50

/** Keeps a notice for its owner. */
export async function insertNotice(tx: Transaction, row: NoticeRow): Promise<void> {
  await tx.run(
    'INSERT INTO notices (id, account_id, kind, detail, at, read_at) VALUES (?, ?, ?, ?, ?, ?)',
    ...[row.id, row.accountId, row.kind, row.detail, row.at, row.readAt],
  )
}

/** The newest notices of an account; ids are ordered by time. */
export function noticesOf(reader: Reader, accountId: string): Promise<readonly NoticeRow[]> {
  return reader.all(
    `SELECT id, account_id AS "accountId", kind, detail, at, read_at AS "readAt" FROM notices
      WHERE account_id = ? ORDER BY at DESC, id DESC LIMIT ${SHOWN}`,
    accountId,
  )
}

/** Marks everything that an account's owner has not read yet. */
export async function markRead(tx: Transaction, accountId: string, now: string): Promise<void> {
  await tx.run('UPDATE notices SET read_at = ? WHERE account_id = ? AND read_at IS NULL', now, accountId)
}

/** Keeps a text message until a gateway has taken it. */
export async function insertMessage(tx: Transaction, row: MessageRow): Promise<void> {
  await tx.run(
    'INSERT INTO notice_messages (id, sealed_phone, kind, detail, tries, next_try_at) VALUES (?, ?, ?, ?, ?, ?)',
    ...[row.id, row.sealedPhone, row.kind, row.detail, row.tries, row.nextTryAt],
  )
}

/** Messages whose time has come, the longest waiting first. */
export function dueMessages(reader: Reader, now: string, most: number): Promise<readonly MessageRow[]> {
  return reader.all(
    `SELECT id, sealed_phone AS "sealedPhone", kind, detail, tries, next_try_at AS "nextTryAt" FROM notice_messages
      WHERE next_try_at <= ? ORDER BY next_try_at, id LIMIT ?`,
    ...[now, most],
  )
}

/** Takes a message for one try; false when another process has taken it since it was read. */
export async function leaseMessage(tx: Transaction, row: MessageRow, until: string): Promise<boolean> {
  const text = 'UPDATE notice_messages SET tries = tries + 1, next_try_at = ? WHERE id = ? AND tries = ?'
  return (await tx.run(text, until, row.id, row.tries)) > 0
}

/** A gateway has taken the message, or nobody will try again. */
export async function removeMessage(tx: Transaction, id: string): Promise<void> {
  await tx.run('DELETE FROM notice_messages WHERE id = ?', id)
}
