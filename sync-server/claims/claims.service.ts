import { claimDocument, type ClaimRights, type Holder, HolderSchema, levelOf } from '../accounts/identity.service.ts'
import { raiseLevelByCheck } from '../accounts/real-name.service.ts'
import type { AuditEvent } from '../audit/audit.service.ts'
import type { OnlineCheckKind } from '../contract/evidence.ts'
import type { AssuranceLevel } from '../contract/level.ts'
import { highestOf, keepCheck } from '../levels/levels.service.ts'
import { giveNotice } from '../notices/notices.service.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Database, Transaction } from '../platform/database/database.ts'
import { newId } from '../platform/ids.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import { endAllOf } from '../sessions/sessions.service.ts'
import type { WebhookSettings } from '../platform/webhook-settings.ts'

export { HolderSchema, type Holder }

/** What claims need of their surroundings. */
export interface ClaimParts {
  readonly database: Database
  readonly clock: Clock
  readonly webhooks: WebhookSettings
  readonly personal: PersonalData
}

/** Name and number that a register has confirmed for whoever claims them. */
export interface Claim {
  readonly kind: OnlineCheckKind
  readonly authority: string
  readonly holder: Holder
}

/** Whose claim it is, what it may push aside, and how a line is left on somebody else's loss. */
export interface Claimant {
  readonly accountId: string
  readonly rights: ClaimRights
  readonly note: (tx: Transaction, event: Omit<AuditEvent, 'actor'>) => Promise<unknown>
}

/** Whoever lost the document is signed out everywhere and told. */
async function dismiss(tx: Transaction, parts: ClaimParts, who: Claimant & { formerOwner: string }): Promise<void> {
  const { formerOwner: accountId, note } = who
  await endAllOf(tx, accountId)
  await giveNotice(tx, parts, { accountId, kind: 'document-moved-away' })
  const [at, detail] = [instant(parts.clock.now()), { reason: 'moved-away' }]
  await note(tx, { action: 'account.identity-withdrawn', subject: accountId, detail, at })
}

/** Stores the check as evidence, and writes the level that all evidence of this identity gives. */
async function keepLevel(
  tx: Transaction,
  parts: ClaimParts,
  { accountId, claim, before }: { accountId: string; claim: Claim; before: AssuranceLevel },
): Promise<void> {
  const now = parts.clock.now()
  const id = newId(now)
  const { kind, authority, holder } = claim
  const documentHash = parts.personal.hash(`identity-check/${accountId}`, holder.documentNumber)
  const check = { id, accountId, kind, authority, documentHash, checkedAt: instant(now) }
  const level = highestOf([await levelOf(tx, accountId), await keepCheck(tx, check)])
  await raiseLevelByCheck(tx, accountId, { id, level })
  if (level !== before) await giveNotice(tx, parts, { accountId, kind: 'level-changed', detail: { level } })
}

/**
 * Makes a confirmed claim the account's identity, whole: whoever has the document loses it where the claimant may take it over, the
 * claimant's own gives way where it may be replaced, and the level follows from the new evidence. Throws as claimDocument does.
 */
export async function settleClaim(tx: Transaction, parts: ClaimParts, who: Claimant & { claim: Claim }): Promise<void> {
  const { accountId, claim, rights } = who
  const before = await levelOf(tx, accountId)
  const { formerOwner, isReplaced } = await claimDocument(tx, parts, { accountId, holder: claim.holder, rights })
  if (formerOwner !== undefined) await dismiss(tx, parts, { ...who, formerOwner })
  if (isReplaced) await giveNotice(tx, parts, { accountId, kind: 'document-rebound' })
  await keepLevel(tx, parts, { accountId, claim, before })
}
