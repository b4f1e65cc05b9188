import * as audit from '../audit/audit.service.ts'
import { type OpenedService, serviceOf } from '../contract/directory.ts'
import { Problem } from '../contract/failure.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import type { ClientCaller } from '../platform/http/caller.ts'

/** What opening a service needs of its surroundings. */
export interface ServiceParts {
  readonly database: Database
  readonly clock: Clock
}

/**
 * Opens a service for whoever asks; that the level is reached was judged before. A signed-in citizen's opening leaves a line,
 * since it is what the level was for; whoever is nobody leaves none.
 */
export async function openService(
  parts: ServiceParts,
  caller: ClientCaller,
  serviceId: string,
): Promise<OpenedService> {
  const service = serviceOf(serviceId)
  if (!service) throw new Problem('service.unknown')
  const { citizen } = caller
  const openedAt = instant(parts.clock.now())
  const level = citizen?.level ?? 'L1'
  if (citizen) {
    const line = {
      action: 'service.opened',
      subject: citizen.accountId,
      detail: { service: serviceId, level },
    } as const
    await parts.database.write((tx) => audit.recordOf(tx, caller, { ...line, at: openedAt }))
  }
  return { service, level, openedAt }
}
