import { Type, type Static } from 'typebox'
import { ElectronicIdView } from './electronic-id.ts'
import { fieldValue } from './field.ts'
import { Challenge, LivenessEvidence } from './face-evidence.ts'
import { CaptureRules, MOST_FACE_TRIES } from './face-limits.ts'
import { FaceQuality } from './face-quality.ts'
import { object } from './shape.ts'
import { Instant, Sha256Hex } from './staff.ts'
import { MatchNumber, PhoneToken } from './ticket.ts'

/**
 * How far 人脸识别认证 on the phone has come; in the order of the good way, the last three are ends. `real-name` is left out for
 * whoever has a real name.
 */
export const faceStages = [
  'real-name',
  'consent',
  'ready',
  'capturing',
  'comparing',
  'verified',
  'declined',
  'refused',
] as const
export const FaceStage = Type.Enum(faceStages)
export type FaceStage = Static<typeof FaceStage>

/** What every request of the phone says first: its secret, and the number that it saw on the kiosk. */
export const Held = { phoneToken: PhoneToken, matchNumber: MatchNumber } as const

/** Why the last thing came to nothing; a code of the failure catalogue. */
export const FaultCode = Type.String({ maxLength: 64 })

/** A check as the phone that has it sees it. */
export const FaceCheckView = object({
  stage: FaceStage,
  triesLeft: Type.Integer({ minimum: 0, maximum: MOST_FACE_TRIES }),
  fault: Type.Optional(FaultCode),
  maskedName: Type.Optional(Type.String({ maxLength: 60 })),
  maskedDocumentNumber: Type.Optional(Type.String({ maxLength: 30 })),
  /** The text that is asked for; the answer names it, so that nobody agrees to other words than these. */
  consent: Type.Optional(
    object({
      textId: Type.String({ maxLength: 40 }),
      version: Type.String({ maxLength: 20 }),
      digest: Sha256Hex,
      title: Type.String({ maxLength: 60 }),
      paragraphs: Type.Array(Type.String({ maxLength: 400 })),
    }),
  ),
  electronicId: Type.Optional(ElectronicIdView),
  hasSecurityPassword: Type.Boolean(),
})
export type FaceCheckView = Static<typeof FaceCheckView>

/** 实名信息 of whoever has none yet: the fields of 实名认证 (manual 1.3.2.1, case 1). */
export const FaceRealName = object({
  ...Held,
  documentType: fieldValue('documentType'),
  fullName: fieldValue('fullName'),
  documentNumber: fieldValue('documentNumber'),
  validFrom: fieldValue('validFrom'),
  validity: fieldValue('validity'),
  validUntil: Type.Optional(fieldValue('validUntil')),
})

/** The answer to the separate consent: to these very words. */
export const FaceConsent = object({
  ...Held,
  textId: Type.String({ maxLength: 40 }),
  version: Type.String({ maxLength: 20 }),
  digest: Sha256Hex,
  isAgreed: Type.Boolean(),
})

/** One try: what to do before the camera and what its picture must satisfy, and the nonce that its picture is sent with, once and before `expiresAt`. */
export const FaceAttempt = object({
  nonce: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  challenges: Type.Array(Challenge, { minItems: 2, maxItems: 3 }),
  expiresAt: Instant,
  rules: CaptureRules,
})
export type FaceAttempt = Static<typeof FaceAttempt>

/** What is said with a picture: for which try it is, how good it is, and what its person did before the camera. */
export const FaceEvidence = object({
  ...Held,
  nonce: FaceAttempt.properties.nonce,
  quality: FaceQuality,
  liveness: LivenessEvidence,
})
export type FaceEvidence = Static<typeof FaceEvidence>

/** A picture on its way: two frames as `splitBatch` reads them, the evidence as JSON and the JPEG. */
export const MAX_FACE_REQUEST_BYTES = 96 * 1024
/** The largest JPEG, and the sides between which it lies; the phone's own engine sends 480 × 480. */
export const facePicture = { maxBytes: 64 * 1024, minSide: 240, maxSide: 1024 } as const
