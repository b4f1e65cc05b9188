import { agreesWithZone, checkDocument, documentInZone, isTravelDocument } from '../contract/document/index.ts'
import { attestationsOf, chipReadOf, documentOf, lastOutput } from '../contract/evidence.ts'
import { type FailureCode, isFailureCode } from '../contract/failure.ts'
import { type Flow, type OutputOf, stepOf } from '../contract/flow/index.ts'
import { decideFace, limitsOf } from '../contract/face-limits.ts'
import { reasonsAgainst } from '../contract/face-quality.ts'
import { hallDay } from '../contract/hall-time.ts'
import { didAsAsked, type LivenessChallenge } from '../contract/liveness-challenge.ts'
import type { Policy } from '../contract/policy.ts'
import type { AttachmentName } from '../contract/sealed-record.ts'
import type { SessionLog } from '../contract/session-log.ts'
import { handwritingFault } from '../contract/signature.ts'
import { mayDo } from '../contract/staff.ts'

/** An attestation with what only keys can tell about it. */
export interface CheckedAttestation {
  readonly isCredentialOurs: boolean
  readonly isStatementSigned: boolean
  readonly isOverThisLog: boolean
  readonly isDisabled: boolean
}

/** Everything that the review looks at; found out beforehand, so that the judgement itself is a pure function. */
export interface ReviewFacts {
  readonly flow: Flow
  readonly log: SessionLog
  readonly policy: Policy
  readonly receivedAt: string
  /** Version and digest of the server's own consent texts. */
  readonly consents: Readonly<Record<string, { readonly version: string; readonly digest: string }>>
  /** What the sealed attachments held. */
  readonly attachments: Readonly<Partial<Record<AttachmentName, { readonly sha256: string; readonly bytes: number }>>>
  /** In the order of the log. */
  readonly attestations: readonly CheckedAttestation[]
  readonly isTranscriptUsed: boolean
  /** What the capture's nonce asked of this record; empty where no face was captured. */
  readonly asked: readonly LivenessChallenge[]
  /** Whether the nonce of the capture stands in another record. */
  readonly isNonceUsed: boolean
  readonly pinnedSamId: string | undefined
}

type Rule = (facts: ReviewFacts) => readonly FailureCode[]
type Ref = { readonly sha256: string; readonly bytes: number }

const MINUTE_MS = 60_000
/** How far a kiosk's clock may differ from the server's, which stands in credentials and receipts. */
const SKEW_MS = 5 * MINUTE_MS
const NONCE_CHARACTERS = 16

const when = (isBad: boolean, code: FailureCode): readonly FailureCode[] => (isBad ? [code] : [])
const last = <K extends 'read-card' | 'capture-face' | 'sign'>(
  { flow, log }: ReviewFacts,
  kind: K,
): OutputOf<K> | undefined => lastOutput(flow, log.entries, kind)

const documentIsGood: Rule = ({ flow, log }) => {
  const read = lastOutput(flow, log.entries, 'read-card')
  const document = documentOf(flow, log.entries)
  if (!read || !document || Number.isNaN(Date.parse(read.readAt))) return ['evidence.incomplete']
  return checkDocument(document, hallDay(read.readAt))
    .map((fault) => `document.${fault}`)
    .filter(isFailureCode)
}

/** A chip, a zone and a typed page are of documents that have one; what a zone says is read from its lines again. */
const documentIsAsItsSource: Rule = ({ flow, log }) => {
  const read = lastOutput(flow, log.entries, 'read-card')
  if (!read) return []
  const isTravel = isTravelDocument(read.document.type)
  if (!('zone' in read)) return when(isTravel !== 'why' in read, 'evidence.incomplete')
  const inZone = documentInZone(read.zone, hallDay(read.readAt))
  return when(!('document' in inZone && agreesWithZone(read.document, inZone.document)), 'evidence.zone-differs')
}

const consentsAreOurs: Rule = ({ flow, log, consents }) => {
  const given = log.entries.flatMap((entry) => {
    const step = stepOf(flow, entry.step)
    return step?.kind === 'consent' ? [{ asked: step.with['text'], output: entry.output as OutputOf<'consent'> }] : []
  })
  const isOurs = ({ asked, output }: (typeof given)[number]): boolean => {
    const own = consents[output.textId]
    return output.textId === asked && own?.version === output.version && own.digest === output.digest
  }
  return when(!given.every(isOurs), 'evidence.incomplete')
}

const isSame = (claimed: Ref | undefined, sealed: Ref | undefined): boolean =>
  claimed?.sha256 === sealed?.sha256 && claimed?.bytes === sealed?.bytes

/** Every image that the log relies on travelled with the record, and nothing else did under its name. */
const attachmentsAreTheLogs: Rule = (facts) => {
  const { flow, log, attachments } = facts
  const faces = log.entries
    .filter((entry) => stepOf(flow, entry.step)?.kind === 'capture-face')
    .map((entry) => (entry.output as OutputOf<'capture-face'>).liveFace)
  const face = attachments['live-face']
  const isFaceRight = isFaceUsed(facts) ? isSame(faces.at(-1), face) : !face || faces.some((one) => isSame(one, face))
  const isChipRight = isSame(chipReadOf(flow, log.entries)?.chipPhoto, attachments['chip-photo'])
  const isSignatureRight = isSame(last(facts, 'sign')?.signature, attachments.signature)
  const isPageRight = isSame(lastOutput(flow, log.entries, 'compare-by-eye')?.page, attachments['paper-page'])
  return when(!(isFaceRight && isChipRight && isSignatureRight && isPageRight), 'evidence.incomplete')
}

/** A picture of a signature can be pasted; the strokes and times in which it was written cannot be missing. */
const signatureWasWritten: Rule = (facts) => {
  const signed = last(facts, 'sign')
  return when(signed === undefined || handwritingFault(signed.handwriting) !== undefined, 'evidence.incomplete')
}

const isFaceUsed = ({ flow, log }: ReviewFacts): boolean =>
  log.entries.some((entry) => stepOf(flow, entry.step)?.kind === 'capture-face' && entry.outcome === 'match')

const faceIsMatched: Rule = (facts) => {
  if (!isFaceUsed(facts)) return []
  const { face: policy } = facts.policy
  const face = last(facts, 'capture-face')
  if (!face?.liveFace || !face.match || !face.liveness || !face.quality || face.nonce.length < NONCE_CHARACTERS)
    return ['evidence.incomplete']
  const { match, liveness, quality } = face
  const limits = limitsOf(policy, match.engine)
  const isHolder = liveness.verdict === 'live' && decideFace(match.score, limits) === 'match'
  return [
    ...when(limits === undefined, 'evidence.face-engine-unknown'),
    ...when(limits?.scoreKind !== match.engine.scoreKind || !isHolder, 'evidence.holder-mismatch'),
    ...when(!didAsAsked(facts.asked, liveness.challenges), 'evidence.liveness-unasked'),
    ...when(reasonsAgainst(quality, policy.capture.quality).length > 0, 'evidence.face-unclear'),
  ]
}

const eyesSawTheHolder: Rule = ({ flow, log }) => {
  const saidNo = log.entries.some((entry) => {
    const isByEye = stepOf(flow, entry.step)?.kind === 'compare-by-eye' && entry.outcome === 'same-person'
    return isByEye && !(entry.output as OutputOf<'compare-by-eye'>).isSamePerson
  })
  return when(saidNo, 'evidence.holder-mismatch')
}

const readerIsKnown: Rule = ({ flow, log, pinnedSamId }) => {
  const chip = chipReadOf(flow, log.entries)
  return when(chip !== undefined && pinnedSamId !== undefined && chip.samId !== pinnedSamId, 'reader.not-pinned')
}

const nothingIsReplayed: Rule = ({ isTranscriptUsed, isNonceUsed }) =>
  when(isTranscriptUsed || isNonceUsed, 'evidence.replayed')

const STATEMENTS: Readonly<Record<string, 'clerk-attests' | 'supervisor-approves'>> = {
  attested: 'clerk-attests',
  approved: 'supervisor-approves',
}

const staffStandBehindIt: Rule = ({ flow, log, attestations }) =>
  attestationsOf(flow, log.entries).flatMap(({ attestation, outcome }, i) => {
    const { value: credential } = attestation.credential
    const { value: statement } = attestation
    const checked = attestations[i]
    const at = Date.parse(statement.at)
    const isWithin = Date.parse(credential.issuedAt) - SKEW_MS <= at && at <= Date.parse(credential.expiresAt) + SKEW_MS
    const isGood =
      checked !== undefined &&
      checked.isCredentialOurs &&
      checked.isStatementSigned &&
      checked.isOverThisLog &&
      isWithin &&
      credential.kioskId === log.kioskId &&
      statement.recordId === log.recordId &&
      statement.statement === STATEMENTS[outcome]
    const action = outcome === 'attested' ? 'verify-in-person' : 'approve-exception'
    return [
      ...when(!isGood, 'evidence.attestation-invalid'),
      ...when(!mayDo(credential.role, action), 'staff.not-allowed'),
      ...when(checked?.isDisabled ?? false, 'staff.disabled'),
    ]
  })

const twoPeopleAreTwo: Rule = ({ flow, log }) => {
  const all = attestationsOf(flow, log.entries)
  const idOf = (outcome: string): string | undefined =>
    all.findLast((one) => one.outcome === outcome)?.attestation.credential.value.staffId
  const supervisor = idOf('approved')
  return when(supervisor !== undefined && supervisor === idOf('attested'), 'staff.same-person')
}

/** Instants in the order in which they must lie: the session, the read inside it, the statements, the arrival. */
const timesHold: Rule = (facts) => {
  const { flow, log, policy, receivedAt } = facts
  const read = last(facts, 'read-card')
  const attested = attestationsOf(flow, log.entries).map(({ attestation }) => Date.parse(attestation.value.at))
  const readAt = Date.parse(read?.readAt ?? '')
  const stamps = log.entries.map(({ at }) => Date.parse(at))
  const session = [Date.parse(log.startedAt), ...stamps, Date.parse(log.finishedAt)]
  const isOrdered = session.every((at, i) => i === 0 || at >= (session[i - 1] ?? Number.NaN))
  const isReadInside = readAt >= (session[0] ?? Number.NaN) && attested.every((at) => at >= readAt)
  const latest = Math.max(...attested, ...stamps)
  const isInWindow = latest - readAt <= policy.evidenceWindowMinutes * MINUTE_MS
  const isNotAhead =
    Date.parse(log.finishedAt) <= Date.parse(receivedAt) + SKEW_MS && latest <= Date.parse(receivedAt) + SKEW_MS
  return when(!(isOrdered && isReadInside && isInWindow && isNotAhead), 'evidence.stale')
}

/** In the order in which a clerk should act on them. */
const RULES: readonly Rule[] = [
  documentIsGood,
  documentIsAsItsSource,
  twoPeopleAreTwo,
  faceIsMatched,
  eyesSawTheHolder,
  nothingIsReplayed,
  readerIsKnown,
  staffStandBehindIt,
  timesHold,
  consentsAreOurs,
  signatureWasWritten,
  attachmentsAreTheLogs,
]

/** Everything that speaks against a complete log, first what to act on; empty when all of it holds. */
export function reviewEvidence(facts: ReviewFacts): readonly FailureCode[] {
  return [...new Set(RULES.flatMap((rule) => rule(facts)))]
}
