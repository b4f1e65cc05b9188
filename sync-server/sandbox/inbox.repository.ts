import type { Database } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

type Row = Tables['sandboxMessages']

/** Most messages that are shown of one recipient. */
const SHOWN = 50

/** Keeps a message of the sandbox; one that is there already under its key stays as it is. */
export async function insertMessage(database: Database, row: Row): Promise<void> {
  await database.write((tx) =>
    tx.kysely
      .insertInto('sandboxMessages')
      .values(row)
      .onConflict((known) => known.doNothing())
      .execute(),
  )
}

/** The last messages to a recipient, newest first; ids are ordered by time. */
export function messagesTo(database: Database, recipient: string): Promise<readonly Row[]> {
  const query = database.reader.kysely.selectFrom('sandboxMessages').selectAll().where('recipient', '=', recipient)
  return query.orderBy('id', 'desc').limit(SHOWN).execute()
}
