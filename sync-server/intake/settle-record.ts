import { canonicalJson } from '../contract/canonical-json.ts'
import { consentTexts } from '../contract/consent-texts.ts'
import { accountOf, chipReadOf, documentOf } from '../contract/evidence.ts'
import type { FailureCode } from '../contract/failure.ts'
import { type AssuranceLevel, reaches } from '../contract/level.ts'
import { challengeSeed, challengesFrom } from '../contract/liveness-challenge.ts'
import type { Receipt, SignedReceipt } from '../contract/sealed-record.ts'
import * as accounts from '../accounts/binding.service.ts'
import { lastWithdrawal, levelOf } from '../accounts/identity.service.ts'
import * as audit from '../audit/audit.service.ts'
import { useTranscript } from '../cards/card-reads.service.ts'
import * as kiosks from '../kiosks/kiosks.service.ts'
import { noteRun, timedRun } from '../way-times/way-times.service.ts'
import { decideLevel, grantLevel, keepEvidence, type StoredEvidence } from '../levels/levels.service.ts'
import { giveNotice } from '../notices/notices.service.ts'
import type { Transaction } from '../platform/database/database.ts'
import { sha256Hex } from '../platform/digest.ts'
import { disabledAmong } from '../staff/staff.service.ts'
import { reviewEvidence } from './evidence-review.ts'
import * as inbox from './inbox.repository.ts'
import type { IntakeParts } from './intake-parts.ts'
import { useNonce } from './capture-nonces.repository.ts'
import { captureNonceOf, evidenceToKeep, type Prepared, transcriptOf } from './prepare-record.ts'

const MOST_REASONS = 16

/** The server's own consent texts by the digest that a kiosk must name. */
const consents = Object.fromEntries(
  Object.entries(consentTexts).map(([id, text]) => [
    id,
    { version: text.version, digest: sha256Hex(canonicalJson(text)) },
  ]),
)

/** Where and when a record is settled. */
export interface Arrival {
  readonly kioskId: string
  readonly receivedAt: string
  readonly pinnedSamId: string | undefined
}

type Judged =
  | { readonly reasons: readonly FailureCode[] }
  | {
      readonly reasons: readonly []
      readonly accountId: string
      readonly evidence: readonly StoredEvidence[]
      readonly level: AssuranceLevel
      readonly because: string
    }

/** What speaks against a complete log by itself and among everything that arrived before. */
async function reviewOf(tx: Transaction, parts: IntakeParts, work: { prepared: Prepared; arrival: Arrival }) {
  const { log, flow, attachments, statements, record } = work.prepared
  const { kioskId, receivedAt, pinnedSamId } = work.arrival
  const { recordId } = record.header
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
  const { flow, log } = prepared
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
async function judge(
  tx: Transaction,
  parts: IntakeParts,
  work: { prepared: Prepared; arrival: Arrival },
): Promise<Judged> {
  const { flow, log, isWhole } = work.prepared
  if (!isWhole) return { reasons: ['record.flow-invalid'] }
  const evidence = evidenceToKeep(flow, log)
  const { level, because } = decideLevel(new Set(evidence.map(({ kind }) => kind)))
  const account = await accountFor(tx, parts, work.prepared)
  const reasons = [
    ...('fault' in account ? [account.fault] : []),
    ...(await reviewOf(tx, parts, work)),
    ...(level === 'L1' ? (['evidence.incomplete'] as const) : []),
  ]
  if (reasons.length > 0 || 'fault' in account) return { reasons: [...new Set(reasons)].slice(0, MOST_REASONS) }
  if (!('isNew' in account)) return { reasons: [], accountId: account.accountId, evidence, level, because }
  const opened = await accounts.openForRecord(tx, parts, account.phoneNumber)
  return opened === undefined
    ? { reasons: ['account.phone-taken'] }
    : { reasons: [], accountId: opened, evidence, level, because }
}

/** Everything that a granted record changes besides its own rows. */
async function grant(
  tx: Transaction,
  parts: IntakeParts,
  work: { prepared: Prepared; arrival: Arrival; judged: Extract<Judged, { accountId: string }> },
): Promise<void> {
  const { flow, log, record } = work.prepared
  const { accountId, evidence, level, because } = work.judged
  const { kioskId, receivedAt, pinnedSamId } = work.arrival
  const { recordId } = record.header
  const document = documentOf(flow, log.entries)
  const chip = chipReadOf(flow, log.entries)
  if (!document) throw new Error('a record without a document was judged good')
  await keepEvidence(tx, recordId, evidence)
  await grantLevel(tx, { recordId, accountId, level, because, grantedAt: receivedAt }, evidence)
  await accounts.bind(tx, parts, { accountId, document, recordId })
  const before = await levelOf(tx, accountId)
  if (!reaches(before, level)) await giveNotice(tx, parts, { accountId, kind: 'level-changed', detail: { level } })
  if (reaches(level, before)) await accounts.raiseLevel(tx, accountId, { level, because, recordId })
  if (chip && pinnedSamId === undefined) await kiosks.pinReader(tx, kioskId, chip.samId)
}

async function noteDecision(
  tx: Transaction,
  prepared: Prepared,
  work: { arrival: Arrival; judged: Judged },
): Promise<number> {
  const { header, digest } = prepared.record
  const { arrival, judged } = work
  const isGranted = 'accountId' in judged
  return audit.record(tx, arrival.kioskId, {
    at: arrival.receivedAt,
    actor: `kiosk:${arrival.kioskId}`,
    action: isGranted ? 'record.granted' : 'record.returned',
    subject: isGranted ? judged.accountId : header.recordId,
    detail: { recordId: header.recordId, seq: header.seq, digest, reasons: judged.reasons.join(' ') },
  })
}

/** Judges a record and writes everything that follows from it in the given transaction; the answer is the signed receipt. */
export async function settleRecord(
  tx: Transaction,
  parts: IntakeParts,
  work: { prepared: Prepared; arrival: Arrival },
): Promise<SignedReceipt> {
  const { prepared, arrival } = work
  const { header, digest, parcel } = prepared.record
  const judged = await judge(tx, parts, work)
  const isGranted = 'accountId' in judged
  const { recordId, kioskId, seq, previousDigest } = header
  const value: Receipt = {
    ...{ recordId, kioskId, seq, digest },
    serverSeq: await noteDecision(tx, prepared, { arrival, judged }),
    receivedAt: arrival.receivedAt,
    decision: isGranted ? 'granted' : 'returned',
    ...('level' in judged ? { level: judged.level } : {}),
    reasons: [...judged.reasons],
    keyId: parts.keys.signingKeyId,
  }
  const receipt = parts.keys.sign(value)
  await inbox.insertRecord(tx, {
    ...{ recordId, kioskId, seq, digest, previousDigest, receivedAt: arrival.receivedAt, parcel },
    receiptNumber: prepared.log.receiptNumber,
    decision: value.decision,
    reasons: canonicalJson(value.reasons),
    accountId: isGranted ? judged.accountId : null,
    policyVersion: parts.policy.version,
    receipt: canonicalJson(receipt),
  })
  const { isWhole, flow, log } = prepared
  await noteRun(tx, { ...arrival, isGranted }, isWhole ? timedRun(flow, log) : undefined)
  if (isGranted) await grant(tx, parts, { prepared, arrival, judged })
  return receipt
}
