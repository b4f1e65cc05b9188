import { setTimeout as pause } from 'node:timers/promises'
import { normaliseDocumentNumber } from '../contract/document/index.ts'
import { Problem } from '../contract/failure.ts'
import type { IdentityRegister } from './identity-register.port.ts'

/** A synthetic person as the sandbox register knows one. */
export interface RegisteredPerson {
  readonly fullName: string
  readonly documentNumber: string
  /** What the register does when it is asked about this person, instead of answering. */
  readonly register?: 'busy' | 'unreachable'
}

const FOREVER_MS = 2 ** 31 - 1
const written = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim()

/** The register of the demo: it knows the synthetic people, and some of them in order to be out of order. */
export function sandboxRegister(people: readonly RegisteredPerson[]): IdentityRegister {
  const byNumber = new Map(people.map((person) => [normaliseDocumentNumber(person.documentNumber), person]))
  return {
    authority: 'sandbox',
    async isMatch({ fullName, documentNumber }, signal) {
      const person = byNumber.get(normaliseDocumentNumber(documentNumber))
      if (person?.register === 'busy') throw new Problem('identity.register-unavailable')
      if (person?.register === 'unreachable') await pause(FOREVER_MS, undefined, { signal })
      return person !== undefined && written(person.fullName) === written(fullName)
    },
  }
}

/** Where no register is connected: everybody is told that it cannot be reached, and may go on without a real name. */
export const noRegister: IdentityRegister = {
  authority: 'none',
  isMatch: () => Promise.reject(new Problem('identity.register-unavailable')),
}
