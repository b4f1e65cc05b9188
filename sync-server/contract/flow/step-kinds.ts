import { Type } from 'typebox'
import { AccountRef, AccountView, PhoneNumber } from '../account.ts'
import { IdentityDocument } from '../document/index.ts'
import {
  DocumentSource,
  TravelEntry,
  TypedDocument,
  TypedOutput,
  ZoneCompletion,
  ZoneReadOutput,
} from './travel-kinds.ts'
import { Attestation, Base64Url, Instant, Sha256Hex } from '../staff.ts'
import { AttachmentName } from '../sealed-record.ts'
import { Handwriting } from '../signature.ts'
import { object, oneOf } from '../shape.ts'
import { Challenge, FaceMatch, LivenessEvidence } from '../face-evidence.ts'
import { CaptureRules, ScoreLimits } from '../face-limits.ts'
import { FaceQuality } from '../face-quality.ts'
import { isOnlineStepKind, onlineStepKinds } from './online-kinds.ts'
import { type PartOf, rowsOf, type StepKind } from './language.ts'

const Nothing = object({})
const Confirm = object({ confirm: Type.Literal(true) })
const Bytes = Type.Unsafe<Uint8Array>({})

/** An attachment as the log names it: by the digest of its plain bytes, so that the server can tie it to the log. */
export const AttachmentRef = object({
  name: AttachmentName,
  sha256: Sha256Hex,
  bytes: Type.Integer({ minimum: 1 }),
  mime: Type.String({ maxLength: 40 }),
})

/** Straight RGBA rows, top-down; 102 × 126 for a genuine chip photo. */
const Pixels = object({ width: Type.Integer(), height: Type.Integer(), rgba: Bytes })

/** A document as the clerk's own screen shows it while it is being checked; it never outlives the session. */
const ReadDocument = object({
  document: IdentityDocument,
  faults: Type.Array(Type.String()),
  hasDecodablePhoto: Type.Boolean(),
  chipPhoto: Type.Optional(Pixels),
})

/** Why two people compare instead of the face engine. */
const visualReason = oneOf(
  'document-without-chip',
  'document-typed',
  'face-consent-declined',
  'photo-undecodable',
  'score-in-review-band',
  'liveness-not-shown',
  'face-not-matched',
  'face-engine-unavailable',
  'camera-unavailable',
  'chosen-at-counter',
)

/** Every kind of step; the screens, performers, schemas and tests follow from this table. */
export const stepKinds = {
  'find-account': {
    title: '查找账号',
    turn: 'staff',
    input: object({
      isOnline: Type.Boolean(),
      candidate: Type.Optional(AccountView),
      isAbsent: Type.Optional(Type.Boolean()),
      isReadingCard: Type.Optional(Type.Boolean()),
      chosenBy: Type.Optional(oneOf('phone', 'username', 'card', 'appointment')),
    }),
    answer: Type.Union([
      object({ find: oneOf('phone', 'username', 'appointment'), value: Type.String({ maxLength: 40 }) }),
      object({ find: Type.Literal('card') }),
      object({ stop: Type.Literal(true) }),
      Confirm,
      object({ absent: Type.Literal(true) }),
    ]),
    output: object({ account: Type.Optional(AccountRef) }),
    outcomes: ['chosen', 'absent'],
  },
  'open-account': {
    title: '新开账号',
    turn: 'staff',
    input: object({ isOnline: Type.Boolean() }),
    answer: Type.Union([object({ phoneNumber: PhoneNumber }), object({ back: Type.Literal(true) })]),
    output: object({ account: Type.Optional(AccountRef) }),
    outcomes: ['opened', 'back'],
  },
  consent: {
    title: '知情同意',
    turn: 'citizen',
    input: object({
      textId: Type.String(),
      version: Type.String(),
      title: Type.String(),
      paragraphs: Type.Array(Type.String()),
      isRefusable: Type.Boolean(),
    }),
    answer: object({ isAgreed: Type.Boolean() }),
    output: object({
      textId: Type.String({ maxLength: 40 }),
      version: Type.String({ maxLength: 20 }),
      digest: Sha256Hex,
    }),
    outcomes: ['agreed', 'declined'],
  },
  'read-card': {
    title: '读取证件',
    turn: 'staff',
    input: object({ read: Type.Optional(ReadDocument), travel: Type.Optional(TravelEntry) }),
    answer: Type.Union([
      Confirm,
      object({ again: Type.Literal(true) }),
      object({ way: oneOf('chip', 'travel', 'typed') }),
      object({ complete: ZoneCompletion }),
      object({ typed: TypedDocument }),
    ]),
    output: Type.Union([
      object({
        document: IdentityDocument,
        chipPhoto: AttachmentRef,
        hasDecodablePhoto: Type.Boolean(),
        isDecoderCertified: Type.Boolean(),
        samId: Type.String({ maxLength: 40 }),
        transcriptDigest: Sha256Hex,
        readAt: Instant,
      }),
      ZoneReadOutput,
      TypedOutput,
    ]),
    outcomes: ['read', 'read-without-photo', 'zone-read', 'typed'],
  },
  'capture-face': {
    title: '人脸采集',
    turn: 'citizen',
    thenTurn: 'staff',
    input: object({
      nonce: Base64Url,
      challenges: Type.Array(Challenge),
      chipPhoto: Pixels,
      rules: CaptureRules,
      /** Of the engine that compares; absent where the policy does not name it, and then two people decide. */
      limits: Type.Optional(ScoreLimits),
      /** Whether an engine of the kiosk compares, and the screen only captures. */
      comparesElsewhere: Type.Optional(Type.Literal(true)),
      camera: Type.Optional(Type.String()),
      triesLeft: Type.Integer(),
      compared: Type.Optional(
        object({ decision: oneOf('match', 'review', 'no-match', 'not-live'), ...FaceMatch.properties }),
      ),
    }),
    answer: Type.Union([
      object({
        jpeg: Bytes,
        quality: FaceQuality,
        liveness: LivenessEvidence,
        match: Type.Optional(FaceMatch),
        camera: Type.String({ maxLength: 120 }),
      }),
      object({ unavailable: Type.String({ maxLength: 40 }) }),
      Confirm,
    ]),
    output: object({
      nonce: Base64Url,
      liveFace: Type.Optional(AttachmentRef),
      quality: Type.Optional(FaceQuality),
      liveness: Type.Optional(LivenessEvidence),
      match: Type.Optional(FaceMatch),
      camera: Type.Optional(Type.String({ maxLength: 120 })),
      unavailable: Type.Optional(Type.String({ maxLength: 40 })),
    }),
    outcomes: ['match', 'review', 'no-match', 'not-live', 'unavailable'],
  },
  'compare-by-eye': {
    title: '人工核对',
    turn: 'staff',
    /** With a document camera, the page that was looked at can be filed. */
    input: object({ reason: visualReason, read: ReadDocument, documentCamera: Type.Optional(Type.String()) }),
    answer: object({ isSamePerson: Type.Boolean(), page: Type.Optional(Bytes) }),
    output: object({ reason: visualReason, isSamePerson: Type.Boolean(), page: Type.Optional(AttachmentRef) }),
    outcomes: ['same-person', 'other-person'],
  },
  'approve-exception': {
    title: '值班长复核',
    turn: 'supervisor',
    input: object({ reason: visualReason, clerkName: Type.String(), read: ReadDocument }),
    answer: object({
      staffNumber: Type.String({ maxLength: 32 }),
      password: Type.String({ maxLength: 128 }),
      isApproved: Type.Boolean(),
    }),
    output: object({ attestation: Attestation }),
    outcomes: ['approved', 'rejected'],
  },
  sign: {
    title: '签名确认',
    turn: 'citizen',
    input: Nothing,
    answer: object({ png: Bytes, handwriting: Handwriting }),
    output: object({ signature: AttachmentRef, handwriting: Handwriting }),
    outcomes: ['signed'],
  },
  review: {
    title: '核对信息',
    turn: 'citizen',
    input: object({
      maskedName: Type.String(),
      documentType: Type.String(),
      maskedNumber: Type.String(),
      validUntil: Type.String(),
      account: Type.String(),
      holderCheck: oneOf('face', 'two-person'),
      source: DocumentSource,
    }),
    answer: Confirm,
    output: Nothing,
    outcomes: ['confirmed'],
  },
  attest: {
    title: '工作人员确认',
    turn: 'staff',
    input: object({ staffName: Type.String(), items: Type.Array(Type.String()) }),
    answer: object({ password: Type.String({ maxLength: 128 }) }),
    output: object({ attestation: Attestation }),
    outcomes: ['attested'],
  },
} as const satisfies Record<string, StepKind>

export type StepKindName = keyof typeof stepKinds
export type InputOf<K extends StepKindName> = PartOf<(typeof stepKinds)[K], 'input'>
export type AnswerOf<K extends StepKindName> = PartOf<(typeof stepKinds)[K], 'answer'>
export type OutputOf<K extends StepKindName> = PartOf<(typeof stepKinds)[K], 'output'>
export type OutcomeOf<K extends StepKindName> = (typeof stepKinds)[K]['outcomes'][number]

/** Makes a row of a flow from a kind of this table. */
export const row = rowsOf(stepKinds)

/** Narrows a text to a kind of step. */
export function isStepKind(kind: string): kind is StepKindName {
  return Object.hasOwn(stepKinds, kind)
}

/** The outcomes of a kind by name, whoever runs it; none for a name that is no kind. */
export function outcomesOf(kind: string): readonly string[] {
  if (isStepKind(kind)) return stepKinds[kind].outcomes
  return isOnlineStepKind(kind) ? onlineStepKinds[kind].outcomes : []
}
