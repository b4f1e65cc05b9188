import { Problem } from '../../sync-server/contract/failure.ts'
import type { Enrol, Registration } from './registration.ts'

/** Sees to it that the kiosk is enrolled, as often as it is asked. */
export interface Enroller {
  /** Throws Problem('kiosk.not-enrolled') without a code; a code that the server refused is not tried again. */
  ensure(signal: AbortSignal): Promise<void>
}

/** What enrolling needs. */
export interface EnrollerParts {
  readonly registration: Registration
  readonly code: string | undefined
  readonly ask: (request: Parameters<Enrol>[0], signal: AbortSignal) => ReturnType<Enrol>
  /** Called after the enrolment was kept. */
  readonly onEnrolled: (kioskId: string) => void
}

/** Makes an enroller for one code. */
export function enroller(parts: EnrollerParts): Enroller {
  let isRefused = false
  return {
    async ensure(signal) {
      if (parts.registration.current()) return
      if (parts.code === undefined) throw new Problem('kiosk.not-enrolled')
      if (isRefused) throw new Problem('kiosk.enrolment-code-invalid')
      try {
        const { kiosk } = await parts.registration.enrol(parts.code, (request) => parts.ask(request, signal))
        parts.onEnrolled(kiosk.kioskId)
      } catch (error) {
        isRefused = error instanceof Problem && error.code === 'kiosk.enrolment-code-invalid'
        throw error
      }
    },
  }
}
