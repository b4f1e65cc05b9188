import { searchAudit } from '../audit/audit-search.service.ts'
import { listKiosks, revokeByConsole } from '../kiosks/kiosk-list.service.ts'
import type { Handlers } from '../platform/http/caller.ts'
import { signInAdministrator, signOutAdministrator } from '../staff/administrators.service.ts'
import { staffByNumber } from '../staff/staff.service.ts'
import { listWebhooks, resendWebhook } from '../webhooks/webhooks.service.ts'
import { listWayTimes } from '../way-times/way-times.service.ts'
import * as acts from './account-acts.service.ts'
import { searchAccount } from './account-files.service.ts'
import type { ConsoleParts } from './console-parts.ts'
import { addStaffMember, disableStaffMember, listStaff } from './staff-list.service.ts'

type Acts = 'freezeAccount' | 'unfreezeAccount' | 'endAccountSessions' | 'forgiveTries' | 'sendRecovery'

/** What an administrator does to one account. */
function accountActs(parts: ConsoleParts): Pick<Handlers, Acts> {
  const idIn = (params: Readonly<Record<string, string>>): string => params['accountId'] ?? ''
  const given = <C, B>({ caller, params, body }: { caller: C; params: Readonly<Record<string, string>>; body: B }) => ({
    caller,
    accountId: idIn(params),
    because: body,
  })
  return {
    freezeAccount: (call) => acts.freezeAccount(parts, given(call)),
    unfreezeAccount: (call) => acts.unfreezeAccount(parts, given(call)),
    endAccountSessions: (call) => acts.endAccountSessions(parts, given(call)),
    forgiveTries: (call) => acts.forgiveTries(parts, given(call)),
    sendRecovery: (call) => acts.sendRecovery(parts, given(call)),
  }
}

type Others =
  | 'signInAdministrator'
  | 'signOutAdministrator'
  | 'searchAccount'
  | 'searchAudit'
  | 'listKiosks'
  | 'revokeKiosk'
  | 'listWayTimes'
  | 'listStaff'
  | 'addStaffMember'
  | 'disableStaffMember'
  | 'listWebhooks'
  | 'resendWebhook'

/** The administrator's console. */
export function consoleRoutes(parts: ConsoleParts): Pick<Handlers, Acts | Others> {
  return {
    ...accountActs(parts),
    signInAdministrator: ({ caller, body }) => signInAdministrator(parts, caller, body),
    signOutAdministrator: async ({ caller }) => {
      await signOutAdministrator(parts, caller)
      return undefined
    },
    searchAccount: ({ caller, body }) => searchAccount(parts, caller, body),
    searchAudit: async ({ caller, body }) => {
      const { staffNumber } = body
      const { reader } = parts.database
      const staff = staffNumber === undefined ? undefined : ((await staffByNumber(reader, staffNumber))?.id ?? '')
      return searchAudit(parts, caller, { ...body, ...(staff === undefined ? {} : { staff }) })
    },
    listKiosks: async () => ({ kiosks: await listKiosks(parts) }),
    revokeKiosk: async ({ caller, params }) => {
      await revokeByConsole(parts, caller, params['kioskId'] ?? '')
      return undefined
    },
    listWayTimes: () => listWayTimes(parts),
    listStaff: async () => ({ staff: await listStaff(parts) }),
    addStaffMember: ({ caller, body }) => addStaffMember(parts, caller, body),
    disableStaffMember: async ({ caller, params }) => {
      await disableStaffMember(parts, caller, params['staffNumber'] ?? '')
      return undefined
    },
    listWebhooks: () => listWebhooks(parts),
    resendWebhook: async ({ caller, params }) => {
      await resendWebhook(parts, caller, { eventId: params['eventId'] ?? '', receiver: params['receiver'] ?? '' })
      return undefined
    },
  }
}
