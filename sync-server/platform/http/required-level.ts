import { serviceOf } from '../../contract/directory.ts'
import { Problem } from '../../contract/failure.ts'
import { type AssuranceLevel, reaches } from '../../contract/level.ts'
import type { Route } from '../../contract/route.ts'

/** The level that a request to this row needs. Throws service.unknown for a service that is not in the directory. */
export function requiredLevel(
  { level }: Pick<Route, 'level'>,
  params: Readonly<Record<string, string>>,
): AssuranceLevel {
  if (level === undefined) return 'L1'
  if (typeof level === 'string') return level
  const service = serviceOf(params[level.ofService] ?? '')
  if (!service) throw new Problem('service.unknown')
  return service.level
}

/**
 * Refuses whoever has not reached a level: by signing in first, or by a way up. The level is the account's at this moment, so
 * that one that was taken away opens nothing any more; the lowest one is everybody's, with an account or without.
 */
export function assertLevel(needed: AssuranceLevel, citizen: { readonly level: AssuranceLevel } | undefined): void {
  if (reaches(citizen?.level ?? 'L1', needed)) return
  throw new Problem(citizen ? 'level.too-low' : 'level.not-signed-in', { requiredLevel: needed })
}
