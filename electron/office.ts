import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../sync-server/contract/failure.ts'
import { anchoredTime } from './identity/anchored-time.ts'
import { enroller } from './identity/enroller.ts'
import { keyStoreFor } from './identity/kiosk-key.ts'
import { kioskIdentity } from './identity/kiosk-identity.ts'
import { registration } from './identity/registration.ts'
import { whyBlocked } from './identity/blocked.ts'
import { beginChain, catchUp, headOf, markGaps } from './outbox/chain.ts'
import { courierOutbox } from './outbox/courier-outbox.ts'
import { depot } from './outbox/depot.ts'
import { ledger } from './outbox/ledger.ts'
import { recover, recoverRest, wasDamaged } from './outbox/recover.ts'
import { sweepSettled } from './outbox/settle.ts'
import { staffDesk } from './staff/staff-desk.ts'
import { staffShelf } from './staff/staff-shelf.ts'
import { freeMiB } from './store/free-space.ts'
import { openStore } from './store/store.ts'
import type { Office, OfficeOptions } from './stages.ts'
import { accountDesk } from './sync/account-desk.ts'
import { backOff } from './sync/back-off.ts'
import { citizenDesk } from './sync/citizen-desk.ts'
import { courier, type OwnCourier } from './sync/courier.ts'
import { serverClient } from './sync/server-client.ts'
import { BATCH_BYTES } from './sync/upload.ts'
import { sealer } from './vault/sealer.ts'
import { snapshotShelf } from './vault/snapshot-shelf.ts'

/** Times of the background work; tests shorten them. */
export interface OfficeTimes {
  readonly probeEveryMs: number
  readonly longestWaitMs: number
  readonly leaseMs: number
  /** Records and attachments of one batch together. */
  readonly batchBytes: number
}

const usualTimes: OfficeTimes = { probeEveryMs: 5000, longestWaitMs: 60_000, leaseMs: 120_000, batchBytes: BATCH_BYTES }
const ENROL_TIMEOUT_MS = 5000

type Foundation = ReturnType<typeof lay>

/** Store, time, registration and client: what every stage of this half stands on. */
function lay(options: OfficeOptions) {
  const clock = (): Date => options.clock.now()
  const database = { path: join(options.dataDir, 'kiosk.db'), nativeBinding: options.sqliteBinding }
  const identityFolder = join(options.dataDir, 'identity')
  mkdirSync(identityFolder, { recursive: true, mode: 0o700 })
  const store = openStore({
    ...database,
    now: clock,
    recover: (fresh, path) => recover(fresh, { ...database, path }, clock()),
  })
  store.read((sql) => recoverRest(sql, database, clock()))
  const time = anchoredTime(store, clock)
  const parts = { folder: identityFolder, keyStore: keyStoreFor(identityFolder), kioskName: options.kioskName }
  const registered = registration({ ...parts, now: time.now })
  const client = serverClient({ server: options.server, signedHeaders: registered.signedHeaders })
  return { options, clock, store, time, registered, client }
}

function hireCourier(base: Foundation, times: OfficeTimes): OwnCourier {
  const { options, clock, store, time, registered, client } = base
  const enrolment = enroller({
    registration: registered,
    code: options.enrolmentCode,
    ask: (body, signal) => client.call('enrolKiosk', { body, signal, timeoutMs: ENROL_TIMEOUT_MS }),
    onEnrolled: (kioskId) => beginChain(store, kioskId),
  })
  let areGapsMarked = false
  const outbox = courierOutbox({ store, now: clock, keys: registered.keys, ...times })
  outbox.reclaim()
  return courier({
    client,
    outbox,
    backOff: backOff({ usualMs: times.probeEveryMs, longestMs: times.longestWaitMs, random: Math.random }),
    ensureEnrolled: enrolment.ensure,
    adopt: (standing) => {
      registered.adopt(standing)
      time.adopt(standing.serverTime, clock())
      const kioskId = registered.current()?.kiosk.kioskId ?? ''
      const arrived = { seq: standing.lastSeq, digest: standing.lastDigest }
      catchUp(store, kioskId, arrived)
      if (!areGapsMarked) markGaps(store, kioskId, arrived)
      areGapsMarked = true
    },
    retime: time.forgetCorrection,
    sweep: () => {
      time.touch()
      sweepSettled(store, clock().getTime())
    },
  })
}

function blockedNow(
  { options, store, time, registered }: Foundation,
  runner: OwnCourier,
): ReturnType<Office['blocked']> {
  const enrolled = registered.current()
  const trouble = runner.trouble()?.code
  if (!enrolled) return trouble === 'kiosk.enrolment-code-invalid' ? trouble : 'kiosk.not-enrolled'
  try {
    const { kioskId, policy } = enrolled.kiosk
    const facts = {
      // A fault of the courier's own program keeps nobody from being served: what is accepted is stored.
      trouble: trouble === 'server.internal' ? undefined : trouble,
      freeMiB: freeMiB(options.dataDir),
      isChainKnown: store.read((sql) => headOf(sql, kioskId)) !== undefined,
      isClockSetBack: time.isSetBack(),
      now: time.now(),
      lastSeenServerAt: time.lastSeenServerAt() ?? new Date(enrolled.enrolledAt),
    }
    return whyBlocked(facts, policy)
  } catch (error) {
    return error instanceof Problem ? error.code : 'kiosk.database-damaged'
  }
}

/** Storage, sync and staff of a kiosk, put together; opens also when the server cannot be reached or the kiosk is not enrolled. */
export async function openOffice(options: OfficeOptions, times: Partial<OfficeTimes> = {}): Promise<Office> {
  const base = lay(options)
  const { clock, store, time, registered, client } = base
  const runner = hireCourier(base, { ...usualTimes, ...times })
  const kiosk = () => registered.current()?.kiosk
  const staff = staffDesk({ client, clock, time, shelf: staffShelf(store), kiosk, onChange: runner.tellChange })
  const news = (): void => {
    runner.nudge()
    runner.tellChange()
  }
  await runner.enrolNow()
  return {
    identity: kioskIdentity(options.kioskName, registered, time),
    depot: depot({
      store,
      ledger: ledger(store, clock),
      now: clock,
      kioskId: () => kiosk()?.kioskId,
      seal: sealer(registered),
      onChange: news,
    }),
    snapshots: snapshotShelf(store, staff.snapshotKey),
    staff,
    accounts: accountDesk({ client, token: staff.token, isOnline: () => runner.network() === 'online' }),
    citizens: citizenDesk(client),
    courier: runner,
    blocked: () => blockedNow(base, runner),
    notice: () => (store.read(wasDamaged) ? 'kiosk.database-damaged' : undefined),
    async close() {
      await runner.stop()
      client.close()
      store.close()
    },
  }
}
