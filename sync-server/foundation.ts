import { type Clock, systemClock } from './platform/clock.ts'
import type { Database } from './platform/database/database.ts'
import { openDatabase } from './platform/database/open-database.ts'
import { completedKeys, type KeyFile, newKeys, readKeys, writeKeys } from './platform/keys/key-file.ts'
import { type PersonalData, personalDataOf } from './platform/keys/personal-data.ts'
import { type ServerKeys, serverKeysOf } from './platform/keys/server-keys.ts'
import { argonPasswords, type Passwords } from './platform/passwords.ts'
import { type Settings, SettingsRefused } from './platform/settings.ts'
import type { Policy } from './contract/policy.ts'
import { keepPolicy, readPolicy } from './policy/policy.service.ts'
import type { WebhookSettings } from './platform/webhook-settings.ts'

/** What every feature stands on; server and commands build it the same way. */
export interface Foundation {
  readonly database: Database
  readonly clock: Clock
  readonly webhooks: WebhookSettings
  readonly keys: ServerKeys
  readonly personal: PersonalData
  readonly policy: Policy
  readonly passwords: Passwords
}

/** Why production does not work with these keys; they are an administrator's alone to make. */
function keysFault(known: KeyFile | undefined, services: Settings['services']): string | undefined {
  if (!known) return 'there are no keys in HALL_DATA'
  if (known.made !== 'by-administrator') return 'the keys in HALL_DATA were made by the demo'
  return services.length > 0 && !known.identity ? 'the keys in HALL_DATA have none for HALL_SERVICES' : undefined
}

function keysFor({ mode, dataDir, services }: Settings): { keys: ServerKeys; personal: PersonalData } {
  const known = readKeys(dataDir)
  const fault = mode === 'production' ? keysFault(known, services) : undefined
  if (fault !== undefined) {
    throw new SettingsRefused([`${fault}; make them with: node sync-server/cli/create-keys.ts`])
  }
  const complete = known ? completedKeys(known) : newKeys('by-demo')
  const file = known && mode === 'production' ? known : complete
  if (known !== file) writeKeys(dataDir, file)
  return { keys: serverKeysOf(file), personal: personalDataOf(file) }
}

/** Reads keys and policy and opens the database. */
export async function layFoundation(
  settings: Settings,
  clock: Clock = systemClock,
  passwords: Passwords = argonPasswords(),
): Promise<Foundation> {
  const keys = keysFor(settings)
  const policy = readPolicy(settings.dataDir)
  const database = await openDatabase(settings.databaseUrl, settings.mode === 'production')
  try {
    await keepPolicy(database, policy)
  } catch (cause) {
    await database.close()
    throw cause
  }
  return { ...keys, clock, webhooks: settings.webhooks, policy, database, passwords }
}
