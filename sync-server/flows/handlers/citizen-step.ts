import { Problem } from '../../contract/failure.ts'
import * as audit from '../../audit/audit.service.ts'
import { instant } from '../../platform/clock.ts'
import type { Transaction } from '../../platform/database/database.ts'
import type { Citizen } from '../../platform/http/caller.ts'
import { beginSession, endAllOf } from '../../sessions/sessions.service.ts'
import type { RunMemory, StepContext } from '../step-handler.ts'

/** The account that a run is about. */
export function accountOf({ memory }: StepContext): string {
  if (memory.accountId === undefined) throw new Problem('flow.gone')
  return memory.accountId
}

function citizenOf({ caller }: StepContext): Citizen {
  if (!caller.citizen) throw new Problem('session.expired')
  return caller.citizen
}

type Change = Extract<audit.AuditAction, `account.${string}`>

/** Leaves a line on what the owner changed; the account's id is all that it says of them. */
export async function noteChange(
  tx: Transaction,
  context: StepContext,
  change: Change | { readonly action: Change; readonly detail: audit.AuditEvent['detail'] },
): Promise<void> {
  const at = instant(context.parts.clock.now())
  const { action, detail } = typeof change === 'string' ? { action: change, detail: {} } : change
  await audit.recordOf(tx, context.caller, { action, subject: accountOf(context), detail, at })
}

/** Ends every session of the account and goes on here with a new one, proved in the same way as the one it replaces. */
export async function renewSession(tx: Transaction, context: StepContext): Promise<RunMemory> {
  const { parts, caller } = context
  const { accountId, method } = citizenOf(context)
  await endAllOf(tx, accountId)
  return { session: await beginSession(tx, parts, { caller, accountId, method }) }
}
