/**
 * What services may read of an account, one row for each of its citizens' consents; and what the OpenID provider hands out, found by
 * hashes and sealed. An artefact goes with the consent and with the citizen's session on which it rests.
 */
export const serviceGrants = [
  `CREATE TABLE service_grants (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES accounts (id), service_id TEXT NOT NULL, scopes TEXT NOT NULL,
    granted_at TEXT NOT NULL, UNIQUE (account_id, service_id)) STRICT`,
  `CREATE TABLE provider_artefacts (
    key_hash TEXT PRIMARY KEY, model TEXT NOT NULL, grant_id TEXT REFERENCES service_grants (id) ON DELETE CASCADE,
    session_id TEXT REFERENCES account_sessions (id) ON DELETE CASCADE, account_id TEXT REFERENCES accounts (id),
    browser_hash TEXT, sealed_payload BYTES NOT NULL, created_at TEXT NOT NULL, consumed_at TEXT,
    expires_at TEXT NOT NULL) STRICT`,
  `CREATE INDEX provider_artefacts_by_grant ON provider_artefacts (grant_id)`,
  `CREATE INDEX provider_artefacts_by_session ON provider_artefacts (session_id)`,
  `CREATE INDEX provider_artefacts_by_account ON provider_artefacts (account_id)`,
  `CREATE INDEX provider_artefacts_by_expiry ON provider_artefacts (expires_at)`,
]
