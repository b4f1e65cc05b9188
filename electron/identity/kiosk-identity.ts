import { defaultPolicy } from '../../sync-server/contract/policy.ts'
import type { KioskIdentity } from '../stages.ts'
import type { AnchoredTime } from './anchored-time.ts'
import type { Registration } from './registration.ts'

/** The kiosk as its neighbours see it; before the enrolment without id and hall, and with the starting policy. */
export function kioskIdentity(kioskName: string, registration: Registration, time: AnchoredTime): KioskIdentity {
  const kiosk = () => registration.current()?.kiosk
  return {
    get kioskId() {
      return kiosk()?.kioskId ?? ''
    },
    kioskName,
    hall: () => kiosk()?.hall ?? { id: '', name: '' },
    policy: () => kiosk()?.policy ?? defaultPolicy,
    lastSeenServerAt: time.lastSeenServerAt,
  }
}
