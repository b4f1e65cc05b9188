import { freezeReasons } from '../../contract/console.ts'
import { deliveryStates, webhookKinds } from '../../contract/webhook.ts'

const wordsOf = (table: object): string =>
  Object.keys(table)
    .map((word) => `'${word}'`)
    .join(', ')

/** The administrator's console: who may use it, what is frozen and why, and what other systems are told. */
export const administration = [
  `CREATE TABLE staff_second_factors (
    staff_id TEXT PRIMARY KEY REFERENCES staff (id), sealed_secret BYTES NOT NULL,
    last_step INTEGER NOT NULL CHECK (last_step >= 0)) STRICT`,
  `CREATE TABLE admin_sessions (
    token_hash TEXT PRIMARY KEY, staff_id TEXT NOT NULL REFERENCES staff (id),
    idle_until TEXT NOT NULL, expires_at TEXT NOT NULL) STRICT`,
  `CREATE INDEX admin_sessions_by_staff ON admin_sessions (staff_id)`,
  `CREATE TABLE account_freezes (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id), reason TEXT NOT NULL CHECK (reason IN (${wordsOf(freezeReasons)})),
    reference TEXT, frozen_by TEXT NOT NULL REFERENCES staff (id), frozen_at TEXT NOT NULL,
    was_closing INTEGER NOT NULL CHECK (was_closing IN (0, 1)), unfreezing_asked_by TEXT REFERENCES staff (id)) STRICT`,
  `CREATE TABLE webhook_events (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN (${wordsOf(webhookKinds)})), account_id TEXT NOT NULL,
    at TEXT NOT NULL, identity_no INTEGER NOT NULL CHECK (identity_no >= 0)) STRICT`,
  `CREATE TABLE webhook_deliveries (
    event_id TEXT NOT NULL, receiver TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (${wordsOf(deliveryStates)})), tries INTEGER NOT NULL CHECK (tries >= 0),
    next_try_at TEXT NOT NULL, last_status INTEGER, PRIMARY KEY (event_id, receiver)) STRICT`,
  `CREATE INDEX webhook_deliveries_by_time ON webhook_deliveries (state, next_try_at)`,
  `CREATE INDEX audit_by_time ON audit (at)`,
  `CREATE INDEX audit_by_subject ON audit (subject, at)`,
  // Only what staff do is looked for by who did it, and that is few lines of many.
  `CREATE INDEX audit_by_staff ON audit (actor, at) WHERE substr(actor, 1, 6) = 'staff:'`,
]
