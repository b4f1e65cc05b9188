import type { ConsentParts } from '../consents/grants.service.ts'
import type { Policy } from '../contract/policy.ts'
import type { ServerKeys } from '../platform/keys/server-keys.ts'
import type { Logger } from '../platform/logger.ts'
import type { ServiceSettings } from '../platform/service-settings.ts'

/** What the provider needs of its surroundings. */
export interface ProviderParts extends ConsentParts {
  readonly keys: ServerKeys
  readonly policy: Policy
  readonly logger: Logger
  /** The address under which citizens' browsers and services know this server. */
  readonly origin: () => string
}

/** The path below which the provider answers. */
export const PROVIDER_PATH = '/oidc'

/** The service behind a client of the provider. */
export function serviceOf(
  { services }: Pick<ProviderParts, 'services'>,
  clientId: string,
): ServiceSettings | undefined {
  return services.find(({ id }) => id === clientId)
}
