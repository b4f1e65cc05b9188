import { Type } from 'typebox'
import { FaceStage, FaultCode } from '../face-check.ts'
import { MOST_FACE_TRIES } from '../face-limits.ts'
import { object, oneOf } from '../shape.ts'
import { ThirdPartyProvider } from '../third-party-provider.ts'
import { type OnlineStepKind, PhoneErrand, PhoneErrandAnswer } from './online-form.ts'

/** The kinds of step that a citizen finishes on the own phone. */
export const phoneKinds = {
  /** Signing in by a QR code that the citizen's own phone scans and confirms. */
  'scan-code': {
    title: '扫码登录',
    view: 'phone',
    fields: [],
    code: undefined,
    submit: '登录',
    /** With the third parties through which the phone may sign in first (manual 1.2.1). */
    input: object({ ...PhoneErrand.properties, providers: Type.Array(ThirdPartyProvider) }),
    output: PhoneErrandAnswer,
    outcomes: ['signed-in', 'closing'],
  },
  /** A living face before the phone's camera, compared with the photo that the register holds (manual 1.3.2.1). */
  'face-on-phone': {
    title: '人脸识别认证',
    view: 'phone',
    fields: [],
    code: undefined,
    submit: '下一步',
    input: object({
      ...PhoneErrand.properties,
      /** Where the phone is, once it has picked the number; and why its last try came to nothing. */
      stage: Type.Optional(FaceStage),
      fault: Type.Optional(FaultCode),
      triesLeft: Type.Integer({ minimum: 0, maximum: MOST_FACE_TRIES }),
    }),
    output: object({ act: oneOf('refresh', 'collect', 'in-person') }),
    outcomes: ['verified', 'in-person'],
  },
} as const satisfies Record<string, OnlineStepKind>
