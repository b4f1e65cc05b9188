import type { Handlers } from '../platform/http/caller.ts'
import { type AccountParts, findAccount, openAccount, readAccount } from './accounts.service.ts'

/** Accounts as staff at a counter find, open and read them. */
export function accountRoutes(parts: AccountParts): Pick<Handlers, 'findAccount' | 'openAccount' | 'readAccount'> {
  return {
    findAccount: ({ caller, body }) => findAccount(parts, caller, body),
    openAccount: ({ caller, body }) => openAccount(parts, caller, body.phoneNumber),
    readAccount: ({ caller, params }) => readAccount(parts, caller, params['accountId'] ?? ''),
  }
}
