import { faceStages } from '../../contract/face-check.ts'
import { MOST_FACE_TRIES } from '../../contract/face-limits.ts'

const STAGES = faceStages.map((stage) => `'${stage}'`).join(', ')

/**
 * A face that is checked for a run: how far, and how often, never a picture. What it gives hangs on the account's identity: a
 * 北京通号 found by its keyed hash and kept encrypted, and a second password.
 */
export const faceIdentity = [
  `CREATE TABLE face_checks (
    run_hash TEXT PRIMARY KEY REFERENCES flow_runs (id_hash) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id), phone_hash TEXT,
    stage TEXT NOT NULL CHECK (stage IN (${STAGES})), fault TEXT,
    tries INTEGER NOT NULL CHECK (tries BETWEEN 0 AND ${MOST_FACE_TRIES}),
    nonce_hash TEXT, challenges TEXT, nonce_expires_at TEXT, revision INTEGER NOT NULL CHECK (revision >= 0),
    CHECK ((stage = 'capturing') = (nonce_hash IS NOT NULL)), CHECK ((nonce_hash IS NULL) = (nonce_expires_at IS NULL))) STRICT`,
  `CREATE INDEX face_checks_by_account ON face_checks (account_id)`,
  `CREATE TABLE electronic_ids (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id), number_hash TEXT NOT NULL UNIQUE, sealed_number BYTES NOT NULL,
    issued_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE security_passwords (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id), hash TEXT NOT NULL, changed_at TEXT NOT NULL) STRICT`,
]
