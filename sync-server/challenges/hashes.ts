import type { ClientCaller } from '../platform/http/caller.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import type { CodeAddress } from './challenges.port.ts'

/** Under which an address and a purpose are counted together; the address itself is kept nowhere. */
export function addressHash(personal: PersonalData, { channel, to, purpose }: CodeAddress): string {
  return personal.hash('code-address', `${channel}/${purpose}/${to.toLowerCase()}`)
}

/** Under which a caller's network is counted. */
export function networkHash(personal: PersonalData, { network }: ClientCaller): string {
  return personal.hash('network', network)
}
