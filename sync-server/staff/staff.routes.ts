import type { Handlers } from '../platform/http/caller.ts'
import { signIn, signOut, type StaffParts } from './staff.service.ts'

/** Sign-in and sign-out of staff at a kiosk. */
export function staffRoutes(parts: StaffParts): Pick<Handlers, 'signInStaff' | 'signOutStaff'> {
  return {
    signInStaff: ({ caller, body }) => signIn(parts, caller, body),
    signOutStaff: async ({ caller }) => {
      await signOut(parts, caller)
      return undefined
    },
  }
}
