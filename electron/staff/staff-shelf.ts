import { Value } from 'typebox/value'
import { type Signed, SignedStaffCredential, type StaffCredential } from '../../sync-server/contract/staff.ts'
import type { Store } from '../store/store.ts'
import type { LockedSecrets } from './password-box.ts'
import { waitMsAfter } from './tries.ts'

/** What lies here of a staff member who has signed in online at this kiosk. */
export interface StaffRecord {
  readonly credential: Signed<StaffCredential>
  readonly secrets: LockedSecrets
}

/** Staff records and counted wrong passwords. */
export interface StaffShelf {
  find(staffNumber: string): StaffRecord | undefined
  save(record: StaffRecord): void
  /** Forgets somebody who may not work any more, so that no offline sign-in is left. */
  remove(staffNumber: string): void
  /** Milliseconds until this person may try a password again; 0 when now. */
  waitMs(staffNumber: string, now: Date): number
  /** Counted before the password is tried, so that pulling the plug gives no free try. */
  countTry(staffNumber: string, now: Date): void
  forgetTries(staffNumber: string): void
}

interface Row {
  readonly credential: string
  readonly salt: Buffer
  readonly signing_seed: Buffer
  readonly snapshot_key: Buffer
}

const SAVE = `insert into staff (staff_number, credential, salt, signing_seed, snapshot_key) values (?, ?, ?, ?, ?)
  on conflict (staff_number) do update set credential = excluded.credential, salt = excluded.salt,
  signing_seed = excluded.signing_seed, snapshot_key = excluded.snapshot_key`
const COUNT = `insert into staff_tries (staff_number, wrong, last_at) values (?, 1, ?)
  on conflict (staff_number) do update set wrong = wrong + 1, last_at = excluded.last_at`

function recordOf(row: Row): StaffRecord | undefined {
  const credential: unknown = JSON.parse(row.credential)
  if (!Value.Check(SignedStaffCredential, credential)) return undefined
  return { credential, secrets: { salt: row.salt, signingSeed: row.signing_seed, snapshotKey: row.snapshot_key } }
}

/** The shelf in the kiosk's store. */
export function staffShelf(store: Store): StaffShelf {
  return {
    find(staffNumber) {
      const row = store.read((sql) => sql.get<Row>('select * from staff where staff_number = ?', staffNumber))
      return row && recordOf(row)
    },
    save({ credential, secrets }) {
      const { staffNumber } = credential.value
      const { salt, signingSeed, snapshotKey } = secrets
      store.write((sql) => sql.run(SAVE, staffNumber, JSON.stringify(credential), salt, signingSeed, snapshotKey))
    },
    remove: (staffNumber) => {
      store.write((sql) => sql.run('delete from staff where staff_number = ?', staffNumber))
    },
    waitMs(staffNumber, now) {
      const tries = store.read((sql) =>
        sql.get<{ wrong: number; last_at: number }>(
          'select wrong, last_at from staff_tries where staff_number = ?',
          staffNumber,
        ),
      )
      return tries ? waitMsAfter({ wrong: tries.wrong, lastAt: tries.last_at }, now.getTime()) : 0
    },
    countTry: (staffNumber, now) => {
      store.write((sql) => sql.run(COUNT, staffNumber, now.getTime()))
    },
    forgetTries: (staffNumber) => {
      store.write((sql) => sql.run('delete from staff_tries where staff_number = ?', staffNumber))
    },
  }
}
