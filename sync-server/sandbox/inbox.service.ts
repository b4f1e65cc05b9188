import type { Message } from '../messages/messages.port.ts'
import { textOf } from '../messages/messages.service.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { newId } from '../platform/ids.ts'
import { insertMessage, messagesTo } from './inbox.repository.ts'

/** What the inbox needs of its surroundings. */
export interface InboxParts {
  readonly database: Database
  readonly clock: Clock
}

/** A message as whoever tries the product may read it. */
export interface SandboxMessage {
  readonly id: string
  readonly to: string
  readonly channel: Message['channel']
  readonly text: string
  readonly code: string | null
  readonly sentAt: string
}

/** Keeps a message in the database instead of sending it, so that every server process shows it. */
export async function keepMessage({ database, clock }: InboxParts, message: Message): Promise<void> {
  const { to: recipient, channel, code = null } = message
  const now = clock.now()
  await insertMessage(database, {
    id: message.key ?? newId(now),
    recipient,
    channel,
    text: textOf(message),
    code,
    sentAt: instant(now),
  })
}

/** What somebody was sent, newest first. */
export async function readInbox({ database }: InboxParts, recipient: string): Promise<readonly SandboxMessage[]> {
  const rows = await messagesTo(database, recipient)
  return rows.map(({ recipient: to, ...rest }) => ({ ...rest, to }))
}
