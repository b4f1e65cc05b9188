import type { Policy } from '../contract/policy.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import type { ServerKeys } from '../platform/keys/server-keys.ts'
import type { Logger } from '../platform/logger.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { RecordReader } from './record-reader.ts'
import type { WebhookSettings } from '../platform/webhook-settings.ts'

/** What the intake needs of its surroundings. */
export interface IntakeParts {
  readonly database: Database
  readonly clock: Clock
  readonly webhooks: WebhookSettings
  readonly keys: ServerKeys
  readonly personal: PersonalData
  readonly policy: Policy
  readonly logger: Logger
  readonly metrics: Metrics
  readonly records: RecordReader
}
