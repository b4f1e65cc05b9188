/** What becomes of an account's identity after it was given: withdrawals, appeals, and what owners are told. */
export const identityLife = [
  `CREATE TABLE identity_withdrawals (
    account_id TEXT NOT NULL REFERENCES accounts (id), identity_no INTEGER NOT NULL CHECK (identity_no >= 1), at TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('unbind', 'rebind', 'moved-away')), PRIMARY KEY (account_id, identity_no)) STRICT`,
  `CREATE TABLE appeals (
    number TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES accounts (id),
    state TEXT NOT NULL CHECK (state IN ('accepted', 'in-progress', 'agreed', 'rejected', 'withdrawn')),
    reason TEXT NOT NULL, proofs TEXT NOT NULL, sealed_claim BYTES NOT NULL, opened_at TEXT NOT NULL,
    taken_by TEXT REFERENCES staff (id), decided_by TEXT REFERENCES staff (id), decided_at TEXT, sealed_answer BYTES,
    CHECK (state <> 'in-progress' OR taken_by IS NOT NULL),
    CHECK ((state IN ('agreed', 'rejected')) = (decided_by IS NOT NULL)), CHECK (decided_by IS NULL OR decided_by <> taken_by)) STRICT`,
  `CREATE UNIQUE INDEX appeals_open ON appeals (account_id) WHERE state IN ('accepted', 'in-progress')`,
  `CREATE INDEX appeals_by_state ON appeals (state, opened_at)`,
  `CREATE TABLE notices (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES accounts (id), kind TEXT NOT NULL, detail TEXT NOT NULL,
    at TEXT NOT NULL, read_at TEXT) STRICT`,
  `CREATE INDEX notices_by_account ON notices (account_id, at)`,
  `CREATE TABLE notice_messages (
    id TEXT PRIMARY KEY, sealed_phone BYTES NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL,
    tries INTEGER NOT NULL CHECK (tries >= 0), next_try_at TEXT NOT NULL) STRICT`,
  `CREATE INDEX notice_messages_by_time ON notice_messages (next_try_at)`,
]
