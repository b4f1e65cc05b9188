import { Type } from 'typebox'
import { object } from '../shape.ts'
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
} as const satisfies Record<string, OnlineStepKind>
