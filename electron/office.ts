import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../sync-server/contract/failure.ts'
import { type CourierTimes, hireCourier } from './hire-courier.ts'
import { anchoredTime } from './identity/anchored-time.ts'
import { keyStoreFor } from './identity/kiosk-key.ts'
import { kioskIdentity } from './identity/kiosk-identity.ts'
import { registration } from './identity/registration.ts'
import { whyBlocked } from './identity/blocked.ts'
import { headOf } from './outbox/chain.ts'
import { depot } from './outbox/depot.ts'
import { ledger } from './outbox/ledger.ts'
import { recover, recoverRest, wasDamaged } from './outbox/recover.ts'
import { staffDesk } from './staff/staff-desk.ts'
import { staffShelf } from './staff/staff-shelf.ts'
import { freeMiB } from './store/free-space.ts'
import { openStore } from './store/store.ts'
import type { Office, OfficeOptions } from './stages.ts'
import { accountDesk } from './sync/account-desk.ts'
import { appealDesk } from './sync/appeal-desk.ts'
import { citizenDesk } from './sync/citizen-desk.ts'
import type { OwnCourier } from './sync/courier.ts'
import { serverClient } from './sync/server-client.ts'
import { sealer } from './vault/sealer.ts'
import { snapshotShelf } from './vault/snapshot-shelf.ts'

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
  const { server, certificateAuthority } = options
  const client = serverClient({ server, certificateAuthority, signedHeaders: registered.signedHeaders })
  return { options, clock, store, time, registered, client }
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
export async function openOffice(options: OfficeOptions, times: Partial<CourierTimes> = {}): Promise<Office> {
  const base = lay(options)
  const { clock, store, time, registered, client } = base
  const { enrolmentCode } = options
  const random = Math.random
  const runner = hireCourier({ enrolmentCode, clock, store, time, registered, client, random }, times)
  const kiosk = () => registered.current()?.kiosk
  const staff = staffDesk({ client, clock, time, shelf: staffShelf(store), kiosk, onChange: runner.tellChange })
  const news = (): void => {
    runner.nudge()
    runner.tellChange()
  }
  const counter = { client, token: staff.token, isOnline: () => runner.network() === 'online' }
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
    accounts: accountDesk(counter),
    appeals: appealDesk({ ...counter, actBeside: staff.actBeside }),
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
