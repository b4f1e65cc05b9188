import type { Flow } from './language.ts'
import { verifyInPerson } from './flows/verify-in-person.ts'

/** Every flow there is; one line each. */
export const flows: readonly Flow[] = [verifyInPerson]

/** The flow with this id in this version. */
export function flowOf(id: string, version?: number): Flow | undefined {
  return flows.find((flow) => flow.id === id && (version === undefined || flow.version === version))
}
