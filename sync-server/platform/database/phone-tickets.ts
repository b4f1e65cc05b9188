import { ticketPurposes } from '../../contract/ticket.ts'

const PURPOSES = Object.keys(ticketPurposes)
  .map((purpose) => `'${purpose}'`)
  .join(', ')

/**
 * What a phone is asked to do for a run at a kiosk: one ticket a run, which goes with it. A phone stands behind every state after
 * the first; an account behind a confirmed one.
 */
export const phoneTickets = [
  `CREATE TABLE phone_tickets (
    run_hash TEXT PRIMARY KEY REFERENCES flow_runs (id_hash) ON DELETE CASCADE, code_hash TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL CHECK (purpose IN (${PURPOSES})), kiosk_id TEXT REFERENCES kiosks (id),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'scanned', 'confirmed', 'cancelled', 'used')),
    phone_hash TEXT UNIQUE, match_number TEXT, match_choices TEXT, account_id TEXT REFERENCES accounts (id),
    changed_at TEXT NOT NULL, expires_at TEXT NOT NULL,
    CHECK ((state = 'waiting') = (phone_hash IS NULL)), CHECK ((phone_hash IS NULL) = (match_number IS NULL)),
    CHECK (state NOT IN ('confirmed', 'used') OR account_id IS NOT NULL)) STRICT`,
  `CREATE INDEX phone_tickets_by_change ON phone_tickets (changed_at)`,
  `CREATE INDEX phone_tickets_by_account ON phone_tickets (account_id)`,
]
