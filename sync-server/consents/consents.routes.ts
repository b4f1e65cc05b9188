import type { Handlers } from '../platform/http/caller.ts'
import { type ConsentParts, listGrants, withdrawGrant } from './grants.service.ts'

/** 我的授权, as its owner reads it and takes it back. */
export function consentRoutes(parts: ConsentParts): Pick<Handlers, 'listGrants' | 'withdrawGrant'> {
  return {
    listGrants: async ({ caller }) => ({ grants: await listGrants(parts, caller) }),
    withdrawGrant: async ({ caller, params }) => {
      await withdrawGrant(parts, caller, params['grantId'] ?? '')
      return undefined
    },
  }
}
