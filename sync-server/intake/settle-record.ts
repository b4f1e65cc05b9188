import { canonicalJson } from '../contract/canonical-json.ts'
import { consentTexts } from '../contract/consent-texts.ts'
import { accountOf, chipReadOf, documentOf } from '../contract/evidence.ts'
import type { FailureCode } from '../contract/failure.ts'
import { type AssuranceLevel, reaches } from '../contract/level.ts'
import { challengeSeed, challengesFrom } from '../contract/liveness-challenge.ts'
import type { Receipt, SignedReceipt } from '../contract/sealed-record.ts'
import * as accounts from '../accounts/binding.service.ts'
import { lastWithdrawal } from '../accounts/identity.service.ts'
import * as audit from '../audit/audit.service.ts'
import { useTranscript } from '../cards/card-reads.service.ts'
import * as kiosks from '../kiosks/kiosks.service.ts'
import { noteRun } from '../way-times/way-times.service.ts'
import { decideLevel, grantLevel, keepEvidence, type StoredEvidence } from '../levels/levels.service.ts'
import { giveNotice } from '../notices/notices.service.ts'
import type { Transaction } from '../platform/database/database.ts'
import { sha256Hex } from '../platform/digest.ts'
import { disabledAmong } from '../staff/staff.service.ts'
import { reviewEvidence } from './evidence-review.ts'
import * as inbox from './inbox.repository.ts'
import type { IntakeParts } from './intake-parts.ts'
import { useNonce } from './capture-nonces.repository.ts'
import { runOf } from './meter-record.ts'
import { captureNonceOf, evidenceToKeep, flowOf, type Prepared, transcriptOf } from './prepare-record.ts'

const MOST_REASONS = 16

/** The server's own consent texts by the digest that a kiosk must name. */
const consents = Object.fromEntries(
  Object.entries(consentTexts).map(([id, text]) => [
    id,
    { version: text.version, digest: sha256Hex(canonicalJson(text)) },
  ]),
)

/** Where a kiosk stands: the ends of its two chains, and the reader that it is tied to. */
export interface Standing {
  readonly kioskId: string
  readonly lastSeq: number
  readonly lastDigest: string
  readonly samId: string | null
  readonly audit: audit.AuditHead
}

/** A record on its way into the books. */
interface Settling {
  readonly standing: Standing
  readonly receivedAt: string
  readonly parcel: Uint8Array
  readonly prepared: Prepared
}

type Judged =
  | { readonly reasons: readonly FailureCode[] }
  | {
      readonly reasons: readonly []
      readonly accountId: string
      /** The account's level before this record. */
      readonly before: AssuranceLevel
      readonly evidence: readonly StoredEvidence[]
      readonly level: AssuranceLevel
      readonly because: string
    }

/** What speaks against a complete log by itself and among everything that arrived before. */
async function reviewOf(tx: Transaction, parts: IntakeParts, work: Settling) {
  const { log, attachments, statements, header } = work.prepared
  const flow = flowOf(work.prepared)
  const { recordId } = header
  const { receivedAt, standing } = work
  const { kioskId } = standing
  const pinnedSamId = standing.samId ?? undefined
  const digest = transcriptOf(flow, log)
  const isFresh = digest === undefined || (await useTranscript(tx, { digest, recordId, kioskId }))
  const nonce = captureNonceOf(flow, log)
  const isNonceFresh = nonce === undefined || (await useNonce(tx, { digest: sha256Hex(nonce), recordId, kioskId }))
  const disabled = await disabledAmong(tx, [...new Set(statements.map(({ staffId }) => staffId))])
  const attestations = statements.map((one) => ({ ...one, isDisabled: disabled.has(one.staffId) }))
  const { policy } = parts
  const asked = nonce === undefined ? [] : challengesFrom(sha256Hex(challengeSeed(log.recordId, nonce)))
  const facts = { flow, log, asked, policy, receivedAt, consents, attachments, attestations, pinnedSamId }
  return reviewEvidence({ ...facts, isTranscriptUsed: !isFresh, isNonceUsed: !isNonceFresh })
}

/** Evidence that was collected before an identity was withdrawn does not bring it back when it arrives later. */
async function isWithdrawnSince(
  tx: Transaction,
  accountId: string,
  entries: readonly { readonly at: string }[],
): Promise<boolean> {
  const withdrawnAt = await lastWithdrawal(tx, accountId)
  const begunAt = entries[0]?.at
  return withdrawnAt !== undefined && begunAt !== undefined && begunAt <= withdrawnAt
}

async function accountFor(tx: Transaction, parts: IntakeParts, prepared: Prepared) {
  const { log } = prepared
  const flow = flowOf(prepared)
  const account = accountOf(flow, log.entries)
  const document = documentOf(flow, log.entries)
  if (!account || !document) return { fault: 'record.flow-invalid' } as const
  const resolved = await accounts.resolveAccount(tx, parts, { account, document })
  if ('fault' in resolved) return resolved
  const accountId = 'isNew' in resolved ? '' : resolved.accountId
  const isStale = await isWithdrawnSince(tx, accountId, log.entries)
  const fault = isStale ? 'evidence.stale' : await accounts.bindingFaultOf(tx, parts, { accountId, document })
  return fault ? ({ fault } as const) : resolved
}

/** Judges a record whole: the flow, the evidence, the account, the level; opens a new account only when all of it holds. */
async function judge(tx: Transaction, parts: IntakeParts, work: Settling): Promise<Judged> {
  const { log, isWhole } = work.prepared
  if (!isWhole) return { reasons: ['record.flow-invalid'] }
  const flow = flowOf(work.prepared)
  const evidence = evidenceToKeep(flow, log)
  const { level, because } = decideLevel(new Set(evidence.map(({ kind }) => kind)))
  const account = await accountFor(tx, parts, work.prepared)
  const reasons = [
    ...('fault' in account ? [account.fault] : []),
    ...(await reviewOf(tx, parts, work)),
    ...(level === 'L1' ? (['evidence.incomplete'] as const) : []),
  ]
  if (reasons.length > 0 || 'fault' in account) return { reasons: [...new Set(reasons)].slice(0, MOST_REASONS) }
  if (!('isNew' in account)) return { reasons: [], ...account, evidence, level, because }
  const opened = await accounts.openForRecord(tx, parts, account.phoneNumber)
  return opened === undefined
    ? { reasons: ['account.phone-taken'] }
    : { reasons: [], accountId: opened, before: 'L1', evidence, level, because }
}

/** Everything that a granted record changes besides its own rows; the answer is the reader that the kiosk is tied to from now on. */
async function grant(
  tx: Transaction,
  parts: IntakeParts,
  work: Settling & { judged: Extract<Judged, { accountId: string }> },
): Promise<string | null> {
  const { log, header } = work.prepared
  const flow = flowOf(work.prepared)
  const { accountId, evidence, level, before, because } = work.judged
  const { receivedAt, standing } = work
  const { recordId } = header
  const document = documentOf(flow, log.entries)
  const chip = chipReadOf(flow, log.entries)
  if (!document) throw new Error('a record without a document was judged good')
  await keepEvidence(tx, recordId, evidence)
  await grantLevel(tx, { recordId, accountId, level, because, grantedAt: receivedAt }, evidence)
  await accounts.bind(tx, parts, { accountId, document, recordId })
  if (!reaches(before, level)) await giveNotice(tx, parts, { accountId, kind: 'level-changed', detail: { level } })
  if (reaches(level, before)) await accounts.raiseLevel(tx, accountId, { level, because, recordId })
  const samId = standing.samId ?? chip?.samId ?? null
  if (samId !== null && standing.samId === null) await kiosks.pinReader(tx, standing.kioskId, samId)
  return samId
}

function noteDecision(tx: Transaction, { prepared, standing, receivedAt }: Settling, judged: Judged) {
  const { header, digest } = prepared
  const isGranted = 'accountId' in judged
  return audit.append(tx, standing.audit, {
    at: receivedAt,
    actor: `kiosk:${standing.kioskId}`,
    action: isGranted ? 'record.granted' : 'record.returned',
    subject: isGranted ? judged.accountId : header.recordId,
    detail: { recordId: header.recordId, seq: header.seq, digest, reasons: judged.reasons.join(' ') },
  })
}

/** Judges a record and writes everything that follows from it in the given transaction: the signed receipt, and how the kiosk stands now. */
export async function settleRecord(
  tx: Transaction,
  parts: IntakeParts,
  work: Settling,
): Promise<{ receipt: SignedReceipt; standing: Standing }> {
  const { prepared, standing, receivedAt, parcel } = work
  const { header, digest } = prepared
  const judged = await judge(tx, parts, work)
  const isGranted = 'accountId' in judged
  const { recordId, kioskId, seq, previousDigest } = header
  const end = await noteDecision(tx, work, judged)
  const decision = isGranted ? 'granted' : 'returned'
  const said = { recordId, kioskId, seq, digest, serverSeq: end.seq, receivedAt, decision } as const
  const level = isGranted ? { level: judged.level } : {}
  const value: Receipt = { ...said, ...level, reasons: [...judged.reasons], keyId: parts.keys.signingKeyId }
  const receipt = parts.keys.sign(value)
  await inbox.insertRecord(tx, {
    ...{ recordId, kioskId, seq, digest, previousDigest, receivedAt, parcel, decision },
    receiptNumber: prepared.log.receiptNumber,
    reasons: canonicalJson(value.reasons),
    accountId: isGranted ? judged.accountId : null,
    policyVersion: parts.policy.version,
    receipt: canonicalJson(receipt),
  })
  await noteRun(tx, { kioskId, receivedAt, isGranted }, runOf(prepared))
  const samId = isGranted ? await grant(tx, parts, { ...work, judged }) : standing.samId
  return { receipt, standing: { ...standing, samId, audit: end } }
}
