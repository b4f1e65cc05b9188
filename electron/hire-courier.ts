import type { AnchoredTime } from './identity/anchored-time.ts'
import { enroller } from './identity/enroller.ts'
import type { Registration } from './identity/registration.ts'
import { beginChain, catchUp, markGaps } from './outbox/chain.ts'
import { courierOutbox } from './outbox/courier-outbox.ts'
import { sweepSettled } from './outbox/settle.ts'
import type { Store } from './store/store.ts'
import { backOff } from './sync/back-off.ts'
import { courier, type OwnCourier } from './sync/courier.ts'
import { reportDesk } from './sync/report-desk.ts'
import type { ServerClient } from './sync/server-client.ts'
import { BATCH_BYTES } from './sync/upload.ts'

/** Times of the background work; tests shorten them. */
export interface CourierTimes {
  readonly probeEveryMs: number
  readonly longestWaitMs: number
  readonly leaseMs: number
  /** Records and attachments of one batch together. */
  readonly batchBytes: number
}

const usualTimes: CourierTimes = {
  probeEveryMs: 5000,
  longestWaitMs: 60_000,
  leaseMs: 120_000,
  batchBytes: BATCH_BYTES,
}
const ENROL_TIMEOUT_MS = 5000

/** What the courier stands on; all of it handed over, so that disk, network, time and chance may be others. */
export interface CourierSurroundings {
  readonly enrolmentCode: string | undefined
  readonly clock: () => Date
  readonly store: Store
  readonly time: AnchoredTime
  readonly registered: Registration
  readonly client: ServerClient
  /** In [0, 1). */
  readonly random: () => number
}

/** Puts outbox and courier together; what an owner that no longer runs had borrowed is taken back first. */
export function hireCourier(around: CourierSurroundings, changed: Partial<CourierTimes> = {}): OwnCourier {
  const { clock, store, time, registered, client, random } = around
  const times = { ...usualTimes, ...changed }
  const enrolment = enroller({
    registration: registered,
    code: around.enrolmentCode,
    ask: (body, signal) => client.call('enrolKiosk', { body, signal, timeoutMs: ENROL_TIMEOUT_MS }),
    onEnrolled: (kioskId) => beginChain(store, kioskId),
  })
  let areGapsMarked = false
  const outbox = courierOutbox({ store, now: clock, keys: registered.keys, ...times })
  outbox.reclaim()
  return courier({
    client,
    outbox,
    reports: reportDesk(() => clock().getTime()),
    backOff: backOff({ usualMs: times.probeEveryMs, longestMs: times.longestWaitMs, random }),
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
