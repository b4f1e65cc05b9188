import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../../sync-server/contract/failure.ts'
import { canonicalJson } from '../../sync-server/contract/canonical-json.ts'
import type { DeviceHealth } from '../../sync-server/contract/device-health.ts'
import { defaultPolicy } from '../../sync-server/contract/policy.ts'
import type { KioskConfig } from '../config/kiosk-config.ts'
import type { Enrolled } from '../identity/enrolment-file.ts'
import { keyStoreFor } from '../identity/kiosk-key.ts'
import { registration, type Registration } from '../identity/registration.ts'
import { freeMiB } from '../store/free-space.ts'
import { serverClient } from '../sync/server-client.ts'
import type { Finding } from './finding.ts'
import {
  judgeCertificate,
  judgeClock,
  judgeDevices,
  judgeDisk,
  judgeEnrolment,
  judgeNetwork,
  judgeUnsent,
  judgeVersion,
  type ServerWord,
} from './judgements.ts'
import { serverCertificate } from './server-certificate.ts'
import { unsentRecords } from './unsent-records.ts'

/** What the doctor cannot find out from the data folder and the network. */
export interface Surroundings {
  readonly version: string
  readonly electron: string
  readonly sqliteBinding: string | undefined
  /** How each device stands that can be asked without a window. */
  readonly devices: () => Promise<readonly DeviceHealth[] | 'in-use'>
}

const TIMEOUT_MS = 5000

/** Looks at everything that a kiosk needs and says what it found, in the order in which it should be put right. */
export async function examine(config: KioskConfig, around: Surroundings): Promise<readonly Finding[]> {
  const ca = config.certificateAuthority === undefined ? undefined : readFileSync(config.certificateAuthority)
  const { enrolled, isKeyWhole, registered } = identityIn(config)
  const certificate = await serverCertificate(config.server, ca)
  const isAsked = enrolled !== undefined && isKeyWhole
  const word: ServerWord = isAsked ? await ask(config.server, ca, registered) : { kind: 'not-asked' }
  const { minimumFreeMiB } = enrolled?.kiosk.policy ?? defaultPolicy
  const database = { path: join(config.dataDir, 'kiosk.db'), nativeBinding: around.sqliteBinding }
  return [
    judgeVersion(around.version, around.electron),
    judgeDisk(freeMiB(config.dataDir), minimumFreeMiB),
    judgeNetwork(config.server, word, certificate),
    judgeCertificate(certificate),
    judgeEnrolment(enrolled?.kiosk.kioskId, isKeyWhole, word),
    judgeClock(word),
    ...judgeDevices(await around.devices()),
    judgeUnsent(unsentRecords(database)),
  ]
}

interface Identity {
  readonly registered: Registration
  readonly enrolled: Enrolled | undefined
  readonly isKeyWhole: boolean
}

/** Who this kiosk is; looking must not make a key, so an unenrolled one is not asked for its own. */
function identityIn({ dataDir, name }: KioskConfig): Identity {
  const folder = join(dataDir, 'identity')
  const registered = registration({ folder, keyStore: keyStoreFor(folder), kioskName: name, now: () => new Date() })
  const enrolled = registered.current()
  try {
    if (enrolled) registered.signingKey()
    return { registered, enrolled, isKeyWhole: true }
  } catch {
    return { registered, enrolled, isKeyWhole: false }
  }
}

async function ask(server: string, ca: Buffer | undefined, registered: Registration): Promise<ServerWord> {
  const client = serverClient({ server, certificateAuthority: ca, signedHeaders: registered.signedHeaders })
  try {
    const { serverTime, keys } = await client.call('kioskStanding', { timeoutMs: TIMEOUT_MS })
    const clockDifferenceS = (Date.parse(serverTime) - Date.now()) / 1000
    const areKeysPinned = canonicalJson(keys) === canonicalJson(registered.keys())
    return { kind: 'standing', clockDifferenceS, areKeysPinned }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { kind: 'refused', code: error.code }
  } finally {
    client.close()
  }
}
