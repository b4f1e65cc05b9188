import type Database from 'better-sqlite3'
import { Problem } from '../../sync-server/contract/failure.ts'

/**
 * The schema, one text per version; `user_version` counts them. Large bytes lie apart in `parcels`, so that a change of state
 * does not rewrite them; a record and its attachments are one row, since every row and every index costs a page of the durable
 * write that a citizen waits for. Digests tell when damage on disk has changed a parcel.
 */
const versions: readonly string[] = [
  `
  create table parcels (
    id integer primary key,
    digest text not null,
    bytes blob not null
  ) strict;
  create table chain (
    kiosk_id text primary key,
    seq integer not null,
    digest text not null
  ) strict;
  create table outbox (
    id integer primary key,
    record_id text not null unique,
    kiosk_id text not null,
    seq integer not null,
    digest text not null,
    state text not null check (state in ('ready', 'leased', 'returned', 'parked', 'settled')),
    parcel integer,
    weight integer not null,
    receipt_number text not null,
    finished_at text not null,
    staff_number text not null,
    decision text check (decision in ('granted', 'returned')),
    reasons text not null default '[]',
    tries integer not null default 0,
    is_lost integer not null default 0,
    lease_owner text,
    lease_until integer,
    settled_at integer,
    acknowledged_at integer
  ) strict;
  create unique index outbox_due on outbox (seq, kiosk_id) where state in ('ready', 'leased');
  create index outbox_asked on outbox (seq) where state in ('ready', 'leased') and reasons <> '[]';
  create index outbox_work on outbox (seq) where state in ('returned', 'parked');
  create index outbox_settled on outbox (settled_at) where state = 'settled';
  create table snapshot (
    id integer primary key check (id = 1),
    session_id text not null,
    staff_number text not null,
    started_at text not null,
    step_title text not null,
    sealed blob not null
  ) strict;
  create table staff (
    staff_number text primary key,
    credential text not null,
    salt blob not null,
    signing_seed blob not null,
    snapshot_key blob not null
  ) strict;
  create table staff_tries (
    staff_number text primary key,
    wrong integer not null,
    last_at integer not null
  ) strict;
  create table marks (
    name text primary key,
    value text not null
  ) strict;
  create table quarantined (
    file text primary key,
    found_at text not null,
    is_recovered integer not null default 0
  ) strict;
  `,
]

/** Brings the schema up to date, each version in its own transaction; refuses a file that a newer kiosk has written. */
export function migrate(database: Database.Database): void {
  const have = Number(database.pragma('user_version', { simple: true }))
  if (have > versions.length) {
    throw new Problem('kiosk.database-damaged', { cause: new Error(`schema version ${have} is newer than this kiosk`) })
  }
  for (const [i, text] of versions.entries()) {
    if (i < have) continue
    database
      .transaction(() => {
        database.exec(text)
        database.pragma(`user_version = ${i + 1}`)
      })
      .exclusive()
  }
}
