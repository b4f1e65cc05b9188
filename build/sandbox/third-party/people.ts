import { createHash } from 'node:crypto'
import { people } from '../../../native/simulator/people.ts'

/** A synthetic person who has an account at every sandbox provider. */
export interface SandboxPerson {
  readonly id: string
  readonly name: string
}

/** Everybody with a name; none of them exists. */
export const sandboxPeople: readonly SandboxPerson[] = people.flatMap(({ id, document }) =>
  document === undefined ? [] : [{ id, name: document.fullName }],
)

/** A person by id. */
export function personOf(id: string | null): SandboxPerson | undefined {
  return sandboxPeople.find((person) => person.id === id)
}

/** Under which id a provider knows a person: always the same there, and nothing alike at another. */
export function subjectOf(provider: string, { id }: SandboxPerson): string {
  return createHash('sha256').update(`${provider}/${id}`).digest('hex').slice(0, 28)
}
