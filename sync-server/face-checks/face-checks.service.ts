import { boundHolder } from '../accounts/identity.service.ts'
import * as audit from '../audit/audit.service.ts'
import { settleClaim } from '../claims/claims.service.ts'
import { confirmRealName, type TypedRealName } from '../claims/register-check.service.ts'
import { consentTexts } from '../contract/consent-texts.ts'
import { canonicalJson } from '../contract/canonical-json.ts'
import type { FaceCheckView } from '../contract/face-check.ts'
import { Problem } from '../contract/failure.ts'
import type { FieldId } from '../contract/field.ts'
import { firstFault } from '../contract/form-rules.ts'
import { maskDocumentNumber, maskName } from '../contract/mask.ts'
import { readElectronicId } from '../electronic-ids/electronic-ids.service.ts'
import { instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import { sha256Hex } from '../platform/digest.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import { hasSecurityPassword } from '../security-passwords/security-passwords.service.ts'
import { endedTicket, matchedTicket, type Matching, stirTicket } from '../tickets/phone.service.ts'
import { isOver, triesLeft } from './face-check-rules.ts'
import * as checks from './face-checks.repository.ts'
import type { FaceParts } from './face-parts.ts'
import { type HeldCheck, heldCheck, moveOn, ownerOf } from './held-check.ts'

const CONSENT = 'face-on-phone'
const FORM = ['documentType', 'fullName', 'documentNumber', 'validFrom', 'validity', 'validUntil'] as const

/** The text that is asked for, with the digest that says which words it has. */
function consentOffer(): NonNullable<FaceCheckView['consent']> {
  const text = consentTexts[CONSENT]
  if (!text) throw new Error('the text of the consent is missing')
  const { version, title, paragraphs } = text
  return { textId: CONSENT, version, digest: sha256Hex(canonicalJson(text)), title, paragraphs: [...paragraphs] }
}

/** A check as its phone sees it. */
export async function viewOfCheck(parts: FaceParts, check: checks.CheckRow): Promise<FaceCheckView> {
  const { reader } = parts.database
  const { accountId, stage, fault } = check
  const holder = await boundHolder(reader, parts, accountId)
  const isVerified = stage === 'verified' && holder !== undefined
  const { fullName } = holder ?? {}
  const id = isVerified && fullName ? await readElectronicId(reader, parts, { accountId, fullName }) : undefined
  return {
    stage,
    triesLeft: triesLeft(check, parts.policy.face.onPhone.tries),
    ...(fault === null ? {} : { fault }),
    ...(holder ? { maskedName: maskName(holder.fullName) } : {}),
    ...(holder ? { maskedDocumentNumber: maskDocumentNumber(holder.documentNumber) } : {}),
    ...(stage === 'consent' ? { consent: consentOffer() } : {}),
    ...(id ? { electronicId: id } : {}),
    hasSecurityPassword: isVerified && (await hasSecurityPassword(reader, accountId)),
  }
}

/** What came of a check that is over, for the phone that had it; undefined for any other. */
async function endOf(parts: FaceParts, matching: Matching): Promise<FaceCheckView | undefined> {
  const { reader } = parts.database
  const { phoneToken, matchNumber } = matching
  const ticket = await endedTicket(reader, { phoneToken, matchNumber, purpose: 'face' }).catch(() => undefined)
  const check = ticket && (await checks.checkOf(reader, ticket.runHash))
  return check && check.phoneHash === ticket.phoneHash && isOver(check) ? viewOfCheck(parts, check) : undefined
}

/**
 * The check of a scanned ticket, for the phone that has picked the kiosk's number: real name first where the account has none, then the
 * consent. Asked again, it says how the check stands, also after its end.
 */
export async function beginCheck(parts: FaceParts, matching: Matching): Promise<FaceCheckView> {
  const ended = await endOf(parts, matching)
  if (ended) return ended
  const { phoneToken, matchNumber } = matching
  const ticket = await matchedTicket(parts, { phoneToken, matchNumber, purpose: 'face' })
  const { reader } = parts.database
  const { runHash, phoneHash } = ticket
  const known = await checks.checkOf(reader, runHash)
  if (known?.phoneHash === phoneHash) return viewOfCheck(parts, known)
  const accountId = ownerOf(ticket)
  const stage = (await boundHolder(reader, parts, accountId)) ? 'consent' : 'real-name'
  await parts.database.write(async (tx) => {
    await checks.openCheck(tx, { runHash, accountId, phoneHash, stage })
    await stirTicket(tx, parts, { row: ticket })
  })
  parts.notices.tell(runHash)
  return viewOfCheck(parts, (await heldCheck(parts, matching)).check)
}

/** Leaves a line on the owner's account; codes only. */
export function noteFace(
  tx: Transaction,
  parts: FaceParts,
  what: { readonly caller: ClientCaller; readonly held: HeldCheck } & Pick<audit.AuditEvent, 'action' | 'detail'>,
): Promise<number> {
  const { caller, held, action, detail } = what
  const at = instant(parts.clock.now())
  const place = { kiosk: held.ticket.kioskId ?? 'online' }
  return audit.recordOf(tx, caller, { action, subject: held.check.accountId, detail: { ...detail, ...place }, at })
}

/** Makes what a register has confirmed the account's own, as the citizen's own steps do; nothing is taken from anybody. */
export async function keepFaceClaim(
  tx: Transaction,
  parts: FaceParts,
  { caller, held, claim }: { caller: ClientCaller; held: HeldCheck; claim: Parameters<typeof settleClaim>[2]['claim'] },
): Promise<void> {
  const { accountId } = held.check
  await settleClaim(tx, parts, {
    accountId,
    claim,
    rights: { mayReplace: false, takesFrom: 'nobody' },
    note: (inTx, event) => audit.recordOf(inTx, caller, event),
  })
  const detail = { kind: claim.kind }
  await noteFace(tx, parts, { caller, held, action: 'account.identity-checked', detail })
}

/** A document that is another account's is told at the kiosk too, where the ways on are. */
async function noteElsewhere(parts: FaceParts, held: HeldCheck, cause: unknown): Promise<void> {
  if (!(cause instanceof Problem) || cause.code !== 'document.bound-elsewhere') return
  await moveOn(parts, held, { change: { fault: cause.code } })
}

/** 实名信息 of whoever has none (manual 1.3.2.1, case 1): the rules and the question of 实名认证, and its level. */
export async function giveRealName(
  parts: FaceParts,
  caller: ClientCaller,
  said: Matching & TypedRealName,
): Promise<FaceCheckView> {
  const held = await heldCheck(parts, said)
  if (held.check.stage !== 'real-name') return viewOfCheck(parts, held.check)
  const values = Object.fromEntries(FORM.map((field: FieldId & keyof TypedRealName) => [field, said[field] ?? '']))
  const fault = firstFault(FORM, values)
  if (fault) throw new Problem(fault.code)
  const claim = await confirmRealName(parts, { accountId: held.check.accountId, caller }, said)
  try {
    const commit = (tx: Transaction): Promise<void> => keepFaceClaim(tx, parts, { caller, held, claim })
    return await viewOfCheck(
      parts,
      (await moveOn(parts, held, { change: { stage: 'consent', fault: null }, commit })).check,
    )
  } catch (cause) {
    await noteElsewhere(parts, held, cause)
    throw cause
  }
}

/** The separate consent to the use of the face: what was agreed to, word for word, stands in the audit. Whoever declines goes to a counter. */
export async function answerConsent(
  parts: FaceParts,
  caller: ClientCaller,
  said: Matching & { textId: string; version: string; digest: string; isAgreed: boolean },
): Promise<FaceCheckView> {
  const held = await heldCheck(parts, said)
  if (held.check.stage === 'real-name') throw new Problem('face.real-name-needed')
  if (held.check.stage !== 'consent') return viewOfCheck(parts, held.check)
  const { textId: text, version, digest, isAgreed } = said
  const offer = consentOffer()
  if (text !== offer.textId || version !== offer.version || digest !== offer.digest)
    throw new Problem('request.invalid')
  const action = isAgreed ? 'face.agreed' : 'face.declined'
  const moved = await moveOn(parts, held, {
    change: { stage: isAgreed ? 'ready' : 'declined', fault: null },
    isEnd: !isAgreed,
    commit: (tx) => noteFace(tx, parts, { caller, held, action, detail: { text, version, digest } }),
  })
  return viewOfCheck(parts, moved.check)
}
