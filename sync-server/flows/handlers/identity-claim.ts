import { type ClaimRights, ownerOfDocument } from '../../accounts/identity.service.ts'
import * as audit from '../../audit/audit.service.ts'
import { type Claim, settleClaim } from '../../claims/claims.service.ts'
import { Problem } from '../../contract/failure.ts'
import { rebindDocument } from '../../contract/flow/index.ts'
import type { Transaction } from '../../platform/database/database.ts'
import type { RunMemory, StepContext } from '../step-handler.ts'
import { accountOf, noteChange, renewSession } from './citizen-step.ts'

const isRebinding = ({ flow }: StepContext): boolean => flow === rebindDocument.id

/** The claim that a run has proved. */
export function claimOf({ memory }: Pick<StepContext, 'memory'>): Claim {
  if (!memory.claim) throw new Problem('flow.gone')
  return memory.claim
}

/** The other account that has the claimed document; undefined once it is free, or the claimant's own. */
export async function formerOwnerOf(context: StepContext): Promise<string | undefined> {
  const { parts } = context
  const owner = await ownerOfDocument(parts.database.reader, parts, claimOf(context).holder)
  return owner === accountOf(context) ? undefined : owner
}

/** Writes a claim with the rights that the flow and the proofs give. Whoever replaced an identity is signed in anew, and only here. */
export async function keepClaim(
  tx: Transaction,
  context: StepContext,
  { claim, takesFrom }: { claim: Claim; takesFrom: ClaimRights['takesFrom'] },
): Promise<RunMemory> {
  const mayReplace = isRebinding(context)
  const note = (inTx: Transaction, event: Omit<audit.AuditEvent, 'actor'>) =>
    audit.recordOf(inTx, context.caller, event)
  await settleClaim(tx, context.parts, {
    accountId: accountOf(context),
    claim,
    rights: { mayReplace, takesFrom },
    note,
  })
  await noteChange(tx, context, { action: 'account.identity-checked', detail: { kind: claim.kind } })
  return mayReplace ? renewSession(tx, context) : {}
}

/** What a confirmed claim leads to. */
export interface ClaimResult {
  readonly outcome: 'verified' | 'bound-elsewhere'
  readonly memory?: RunMemory
  readonly commit?: (tx: Transaction) => Promise<RunMemory>
}

/**
 * Name and number belong together, said a register: the document becomes this account's, or the claim is kept for the ways on when
 * it is another's. That is told only to whoever knows both.
 */
export async function claimIdentity(context: StepContext, claim: Claim): Promise<ClaimResult> {
  const isElsewhere = (await formerOwnerOf({ ...context, memory: { ...context.memory, claim } })) !== undefined
  if (isElsewhere) return { outcome: 'bound-elsewhere', memory: { claim } }
  const commit = (tx: Transaction): Promise<RunMemory> => keepClaim(tx, context, { claim, takesFrom: 'nobody' })
  return { outcome: 'verified', commit }
}
