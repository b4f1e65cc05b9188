import { onlineCheckKinds } from '../../contract/evidence.ts'
import { administration } from './administration.ts'
import { accountLinks } from './account-links.ts'
import { faceIdentity } from './face-identity.ts'
import { holderChecks } from './holder-checks.ts'
import { levelChecks } from './level-checks.ts'
import { phoneTickets } from './phone-tickets.ts'
import { identityLife } from './identity-life.ts'
import { serviceGrants } from './service-grants.ts'

const CHECK_KINDS = onlineCheckKinds.map((kind) => `'${kind}'`).join(', ')

/**
 * The first shape of the database, for both engines: `BYTES` and `STRICT` stand for each engine's own words. Every table has
 * a home key (kiosk, account or the identifier's hash) and every id was made by whoever created the thing.
 */
const peopleAtWork = [
  `CREATE TABLE kiosks (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, public_key TEXT NOT NULL UNIQUE, hall_id TEXT NOT NULL, hall_name TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'revoked')), sam_id TEXT, last_seq INTEGER NOT NULL CHECK (last_seq >= 0),
    last_digest TEXT NOT NULL, enrolled_at TEXT NOT NULL, last_seen_at TEXT) STRICT`,
  // The latest word of each kiosk about itself, and no earlier one.
  `CREATE TABLE kiosk_reports (
    kiosk_id TEXT PRIMARY KEY REFERENCES kiosks (id), content TEXT NOT NULL, reported_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE enrolment_codes (
    code_hash TEXT PRIMARY KEY, hall_id TEXT NOT NULL, hall_name TEXT NOT NULL, issued_at TEXT NOT NULL,
    expires_at TEXT NOT NULL, kiosk_id TEXT REFERENCES kiosks (id) DEFERRABLE INITIALLY DEFERRED) STRICT`,
  `CREATE TABLE request_nonces (
    kiosk_id TEXT NOT NULL, nonce TEXT NOT NULL, expires_at TEXT NOT NULL, PRIMARY KEY (kiosk_id, nonce)) STRICT`,
  `CREATE INDEX request_nonces_by_expiry ON request_nonces (expires_at)`,
  `CREATE TABLE policies (version INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT`,
  `CREATE TABLE staff (
    id TEXT PRIMARY KEY, staff_number TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('clerk', 'supervisor', 'administrator')), password_hash TEXT NOT NULL,
    is_disabled INTEGER NOT NULL CHECK (is_disabled IN (0, 1)), created_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE sign_in_tries (
    number_hash TEXT NOT NULL, kiosk_id TEXT NOT NULL, failures INTEGER NOT NULL, next_try_at TEXT NOT NULL,
    PRIMARY KEY (number_hash, kiosk_id)) STRICT`,
  `CREATE TABLE staff_sessions (
    token_hash TEXT PRIMARY KEY, staff_id TEXT NOT NULL REFERENCES staff (id), kiosk_id TEXT NOT NULL REFERENCES kiosks (id),
    expires_at TEXT NOT NULL) STRICT`,
]

const arrivals = [
  `CREATE TABLE inbox (
    record_id TEXT PRIMARY KEY, kiosk_id TEXT NOT NULL REFERENCES kiosks (id), seq INTEGER NOT NULL CHECK (seq >= 1),
    digest TEXT NOT NULL, previous_digest TEXT NOT NULL, receipt_number TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('granted', 'returned')), reasons TEXT NOT NULL, account_id TEXT,
    policy_version INTEGER NOT NULL REFERENCES policies (version), received_at TEXT NOT NULL, receipt TEXT NOT NULL,
    parcel BYTES NOT NULL, UNIQUE (kiosk_id, seq),
    CHECK ((decision = 'granted') = (reasons = '[]')), CHECK (decision = 'returned' OR account_id IS NOT NULL)) STRICT`,
  `CREATE INDEX inbox_by_receipt_number ON inbox (receipt_number)`,
  `CREATE TABLE rejected_records (
    kiosk_id TEXT NOT NULL, digest TEXT NOT NULL, code TEXT NOT NULL, after_seq INTEGER NOT NULL, rejected_at TEXT NOT NULL,
    PRIMARY KEY (kiosk_id, digest)) STRICT`,
  `CREATE TABLE card_transcripts (digest TEXT PRIMARY KEY, record_id TEXT NOT NULL UNIQUE, kiosk_id TEXT NOT NULL) STRICT`,
  `CREATE TABLE evidence (
    record_id TEXT NOT NULL REFERENCES inbox (record_id), kind TEXT NOT NULL CHECK (kind IN ('identity-consent', 'face-consent',
      'document-chip', 'document-zone', 'document-typed', 'face-match', 'visual-match', 'supervisor-approval', 'signature', 'attestation')),
    step TEXT NOT NULL, at TEXT NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (record_id, kind)) STRICT`,
]

const KINDS_ALWAYS = ['identity_consent', 'signature', 'attestation']
const SOURCES = ['document_chip', 'document_zone', 'document_typed']
const KINDS_OF_A_WAY = [...SOURCES, 'face_consent', 'face_match', 'visual_match', 'supervisor_approval']
const [CHIP, ZONE, TYPED] = SOURCES.map((only) =>
  SOURCES.map((column) => `${column} IS ${column === only ? 'NOT ' : ''}NULL`).join(' AND '),
)
const BY_FACE = '(face_consent IS NOT NULL AND face_match IS NOT NULL)'
const BY_TWO = '(visual_match IS NOT NULL AND supervisor_approval IS NOT NULL)'

const kindOf = (column: string): string => column.replace('_', '-')
/** A column that can only hold its own kind, tied to the evidence row of that kind in the same record. */
const pieceOf = (column: string, isAlways: boolean): string =>
  `${column} TEXT ${isAlways ? 'NOT NULL ' : ''}CHECK (${column} = '${kindOf(column)}')`
const tieOf = (column: string): string => `FOREIGN KEY (record_id, ${column}) REFERENCES evidence (record_id, kind)`

const people = [
  `CREATE TABLE accounts (
    id TEXT PRIMARY KEY, status TEXT NOT NULL CHECK (status IN ('active', 'frozen', 'closing', 'deregistered')),
    level TEXT NOT NULL CHECK (level IN ('L1', 'L2', 'L3', 'L4')), grant_record_id TEXT, identity_check_id TEXT,
    sealed_phone BYTES, sealed_username BYTES, sealed_profile BYTES, created_at TEXT NOT NULL, erase_at TEXT,
    CHECK ((level = 'L1') = (grant_record_id IS NULL AND identity_check_id IS NULL)),
    CHECK (level <> 'L4' OR grant_record_id IS NOT NULL), CHECK ((status = 'closing') = (erase_at IS NOT NULL))
    GRANT_TIE) STRICT`,
  `CREATE INDEX accounts_by_erasure ON accounts (erase_at)`,
  `CREATE TABLE identity_checks (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES accounts (id),
    level TEXT NOT NULL CHECK (level IN ('L2', 'L3')), kind TEXT NOT NULL CHECK (kind IN (${CHECK_KINDS})),
    authority TEXT NOT NULL, document_hash TEXT NOT NULL, checked_at TEXT NOT NULL,
    identity_no INTEGER NOT NULL CHECK (identity_no >= 0)) STRICT`,
  `CREATE INDEX identity_checks_by_account ON identity_checks (account_id)`,
  `CREATE TABLE appointments (
    number TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES accounts (id),
    made_at TEXT NOT NULL, expires_at TEXT NOT NULL) STRICT`,
  `CREATE INDEX appointments_by_account ON appointments (account_id)`,
  `CREATE TABLE passwords (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id), hash TEXT NOT NULL, changed_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE account_sessions (
    token_hash TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, account_id TEXT NOT NULL REFERENCES accounts (id),
    kiosk_id TEXT, method TEXT NOT NULL CHECK (method IN ('password', 'sms', 'registration', 'qr', 'third-party', 'card')),
    started_at TEXT NOT NULL, idle_until TEXT NOT NULL, expires_at TEXT NOT NULL) STRICT`,
  `CREATE INDEX account_sessions_by_account ON account_sessions (account_id)`,
  `CREATE INDEX account_sessions_by_expiry ON account_sessions (expires_at)`,
  `CREATE TABLE flow_runs (
    id_hash TEXT PRIMARY KEY, flow TEXT NOT NULL, account_id TEXT, kiosk_id TEXT,
    revision INTEGER NOT NULL CHECK (revision >= 0), sealed_run BYTES NOT NULL, expires_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE run_pictures (
    run_hash TEXT PRIMARY KEY REFERENCES flow_runs (id_hash) ON DELETE CASCADE, sealed_picture BYTES NOT NULL) STRICT`,
  `CREATE TABLE identifiers (
    hash TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('phone', 'username', 'document', 'email')),
    account_id TEXT NOT NULL REFERENCES accounts (id), claimed_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE bindings (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id), document_hash TEXT NOT NULL UNIQUE REFERENCES identifiers (hash),
    document_type TEXT NOT NULL, sealed_holder BYTES NOT NULL, record_id TEXT REFERENCES inbox (record_id),
    bound_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE level_grants (
    record_id TEXT PRIMARY KEY REFERENCES inbox (record_id), account_id TEXT NOT NULL REFERENCES accounts (id),
    level TEXT NOT NULL CHECK (level IN ('L3', 'L4')), because TEXT NOT NULL, granted_at TEXT NOT NULL,
    identity_no INTEGER NOT NULL CHECK (identity_no >= 0),
    ${KINDS_ALWAYS.map((column) => pieceOf(column, true)).join(', ')},
    ${KINDS_OF_A_WAY.map((column) => pieceOf(column, false)).join(', ')},
    ${[...KINDS_ALWAYS, ...KINDS_OF_A_WAY].map(tieOf).join(', ')},
    CHECK ((level = 'L4' AND ${CHIP} AND (${BY_FACE} OR ${BY_TWO})) OR (level = 'L4' AND ${ZONE} AND ${BY_TWO})
      OR (level = 'L3' AND ${TYPED} AND ${BY_TWO}))) STRICT`,
  `CREATE INDEX level_grants_by_account ON level_grants (account_id)`,
]

const shortLived = [
  `CREATE TABLE ephemeral (key TEXT PRIMARY KEY, value TEXT, count INTEGER NOT NULL, expires_at TEXT NOT NULL) STRICT`,
  `CREATE INDEX ephemeral_by_expiry ON ephemeral (expires_at)`,
  `CREATE TABLE sandbox_messages (
    id TEXT PRIMARY KEY, recipient TEXT NOT NULL, channel TEXT NOT NULL CHECK (channel IN ('sms', 'email')),
    text TEXT NOT NULL, code TEXT, sent_at TEXT NOT NULL) STRICT`,
  `CREATE INDEX sandbox_messages_by_recipient ON sandbox_messages (recipient)`,
]

const memory = [
  `CREATE TABLE audit (
    home TEXT NOT NULL, seq INTEGER NOT NULL CHECK (seq >= 1), at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
    subject TEXT NOT NULL, detail TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL,
    PRIMARY KEY (home, seq)) STRICT`,
]

/** Tables to which lines are only ever added. */
const APPEND_ONLY = ['audit', 'evidence', 'identity_checks', 'identity_withdrawals', 'inbox', 'level_grants']
const guardSqlite = APPEND_ONLY.flatMap((table) =>
  ['UPDATE', 'DELETE'].map(
    (act) => `CREATE TRIGGER ${table}_no_${act.toLowerCase()} BEFORE ${act} ON ${table}
      BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
  ),
)
const guardPostgres = [
  `CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`,
  ...APPEND_ONLY.map(
    (table) => `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION append_only()`,
  ),
]

/** PostgreSQL ties the account to its grant afterwards; SQLite, which cannot, names the later table at once. */
const GRANT_TIE = 'FOREIGN KEY (grant_record_id) REFERENCES level_grants (record_id)'
const CHECK_TIE = 'FOREIGN KEY (identity_check_id) REFERENCES identity_checks (id)'

/** The statements of the first migration in order. */
export function firstMigration(engine: 'sqlite' | 'postgres'): readonly string[] {
  const isSqlite = engine === 'sqlite'
  const inWordsOf = (statement: string): string =>
    statement
      .replace('GRANT_TIE', isSqlite ? `, ${GRANT_TIE}, ${CHECK_TIE}` : '')
      .replaceAll(' BYTES', isSqlite ? ' BLOB' : ' BYTEA')
      .replace(/ STRICT$/, isSqlite ? ' STRICT' : '')
  const tables = [
    ...peopleAtWork,
    ...arrivals,
    ...people,
    ...accountLinks,
    ...phoneTickets,
    ...faceIdentity,
    ...holderChecks,
    ...levelChecks,
    ...identityLife,
    ...serviceGrants,
    ...shortLived,
    ...memory,
    ...administration,
  ].map(inWordsOf)
  if (isSqlite) return [...tables, ...guardSqlite]
  const ties = [`accounts_grant ${GRANT_TIE}`, `accounts_identity_check ${CHECK_TIE}`]
  return [...tables, ...ties.map((tie) => `ALTER TABLE accounts ADD CONSTRAINT ${tie}`), ...guardPostgres]
}
