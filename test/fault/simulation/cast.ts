import Sqlite from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileKeyStore } from '../../../electron/identity/kiosk-key.ts'
import { registration, type Registration } from '../../../electron/identity/registration.ts'
import { sealer } from '../../../electron/vault/sealer.ts'
import type { SealedRecord } from '../../../electron/vault/seal.ts'
import { batchOf } from '../../../electron/platform/batch.ts'
import { CHAIN_START } from '../../../sync-server/contract/sealed-record.ts'
import { defaultPolicy } from '../../../sync-server/contract/policy.ts'
import type { SessionLog } from '../../../sync-server/contract/session-log.ts'
import type { Foundation } from '../../../sync-server/foundation.ts'
import type { RecordReader } from '../../../sync-server/intake/record-reader.ts'
import { enrol, issueEnrolmentCode, recordKeyOf } from '../../../sync-server/kiosks/kiosks.service.ts'
import { migrate } from '../../../sync-server/platform/database/migrate.ts'
import { handleOn, readerOn, transactionOn, type Handle } from '../../../sync-server/platform/database/sqlite-handle.ts'
import { groupCommit } from '../../../sync-server/platform/database/group-commit.ts'
import { newKeys } from '../../../sync-server/platform/keys/key-file.ts'
import { personalDataOf } from '../../../sync-server/platform/keys/personal-data.ts'
import { serverKeysOf } from '../../../sync-server/platform/keys/server-keys.ts'
import { addStaff } from '../../../sync-server/staff/staff.service.ts'
import { keepPolicy } from '../../../sync-server/policy/policy.service.ts'
import {
  buildLog,
  documentOfPerson,
  phoneOfPerson,
  type RecordWish,
  staffForTest,
} from '../../fixtures/server/build-record.ts'
import { RememberedReader } from './remembered-reader.ts'

const SERVED_AT = new Date('2026-11-22T07:30:00.000Z')

/** A session as it stands ready to be deposited, and the record that sealing makes of it at its place in the chain. */
export interface Session {
  readonly log: SessionLog
  readonly record: SealedRecord
}

/** A kiosk of the simulation: enrolled once, with everybody whom it will serve. */
export interface KioskRole {
  readonly registered: Registration
  readonly sessions: readonly Session[]
}

/** Everything that costs too much to make for every seed; nothing in it changes while seeds run. */
export interface Cast {
  readonly handle: Handle
  readonly foundation: Foundation
  readonly records: RecordReader
  readonly kiosks: readonly KioskRole[]
}

/** Whom the kiosks serve, in order: some are known to both, one does not look like the card. */
const PEOPLE: readonly (readonly { readonly person: number; readonly distance?: number }[])[] = [
  [{ person: 1 }, { person: 2, distance: 0.9 }, { person: 3 }],
  [{ person: 3 }, { person: 4 }, { person: 1 }],
]

/** The server's database in memory, made by the server's own migrations. */
async function serverOnMemory() {
  const raw = new Sqlite(':memory:')
  raw.pragma('foreign_keys = ON')
  raw.pragma('temp_store = MEMORY')
  const handle = handleOn(raw)
  const reader = readerOn(handle)
  await migrate(reader.kysely, 'sqlite')
  const commits = groupCommit({
    transaction: transactionOn(handle, reader),
    isOpen: () => raw.inTransaction,
    execute: (sql) => void handle.prepare(sql).run(),
  })
  const database: Foundation['database'] = {
    engine: 'sqlite',
    reader,
    write: commits.write,
    single: (sql, ...values) => commits.write((tx) => tx.get(sql, ...values)),
    isCollision: () => false,
    close: () => commits.settled(),
  }
  return { handle, database }
}

async function enrolled(foundation: Foundation, folder: string): Promise<Registration> {
  const parts = { folder, keyStore: fileKeyStore(folder), kioskName: '演练', now: () => SERVED_AT }
  const registered = registration(parts)
  const code = await issueEnrolmentCode(foundation, { id: 'hall', name: '演练大厅' })
  await registered.enrol(code, (request) => enrol(foundation, request))
  return registered
}

/** Seals one session after the other as a kiosk would that nothing ever happens to. */
function sessionsOf(registered: Registration, wishes: readonly Omit<RecordWish, 'kioskId'>[]): Session[] {
  const kioskId = registered.current()?.kiosk.kioskId ?? ''
  const seal = sealer(registered)
  let position = { seq: 1, previousDigest: CHAIN_START }
  return wishes.map((wish) => {
    const { log, attachments } = buildLog({ ...wish, kioskId })
    const record = seal({ log, attachments, sealedAt: log.finishedAt }, position)
    position = { seq: position.seq + 1, previousDigest: record.digest }
    return { log, record }
  })
}

/** The clerk of both kiosks; whoever is not known to the server may not work. */
async function clerkIn(foundation: Foundation): Promise<string> {
  await addStaff(foundation, { staffNumber: '1001', name: '演示', role: 'clerk', password: '' })
  const row = await foundation.database.reader.get<{ id: string }>('SELECT id FROM staff')
  return row?.id ?? ''
}

async function kioskRole(
  foundation: Foundation,
  people: (typeof PEOPLE)[number],
  { samId, staffId }: { samId: string; staffId: string },
): Promise<KioskRole> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-cast-'))
  try {
    const registered = await enrolled(foundation, folder)
    registered.signingKey()
    const kioskId = registered.current()?.kiosk.kioskId ?? ''
    const staff = { staffId, staffNumber: '1001', role: 'clerk', kioskId, issuedAt: SERVED_AT } as const
    const { keys } = foundation
    const clerk = staffForTest(staff, { keyId: keys.signingKeyId, sign: (value) => keys.sign(value) })
    const wishes = people.map(({ person, distance }) => ({
      clerk,
      samId,
      account: { by: 'new', phoneNumber: phoneOfPerson(person) } as const,
      document: documentOfPerson(person),
      at: SERVED_AT,
      images: {
        'chip-photo': Buffer.alloc(24, person),
        'live-face': Buffer.alloc(24, 1),
        signature: Buffer.alloc(8, 2),
      },
      ...(distance === undefined ? {} : { distance }),
    }))
    return { registered, sessions: sessionsOf(registered, wishes) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Makes the cast: a server with its keys and two enrolled kiosks with sealed records, opened once by the real code. */
export async function castOf(): Promise<Cast> {
  const { handle, database } = await serverOnMemory()
  const file = newKeys('by-demo')
  const keys = serverKeysOf(file)
  const passwords = { hash: () => Promise.resolve(''), isMatch: () => Promise.resolve(false) }
  const foundation: Foundation = {
    ...{ database, keys, passwords, policy: defaultPolicy, personal: personalDataOf(file) },
    clock: { now: () => SERVED_AT },
    webhooks: {},
  }
  await keepPolicy(database, defaultPolicy)
  const staffId = await clerkIn(foundation)
  const samOf = (i: number): string => `05.01-20260101-000000000${i}-0000000001`
  const kiosks = await Promise.all(
    PEOPLE.map((people, i) => kioskRole(foundation, people, { samId: samOf(i), staffId })),
  )
  const records = new RememberedReader(keys.opening)
  for (const { registered, sessions } of kiosks) {
    const kioskId = registered.current()?.kiosk.kioskId ?? ''
    const kiosk = { kioskId, key: await recordKeyOf(foundation, kioskId) }
    for (const { record } of sessions) records.learn(parcelOf(record), kiosk)
  }
  return { handle, foundation, records, kiosks }
}

/** A record with its attachments, as the kiosk keeps and sends it. */
export function parcelOf(record: SealedRecord): Buffer {
  return batchOf([record.bytes, ...record.attachments.map(({ bytes }) => bytes)])
}
