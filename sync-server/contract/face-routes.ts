import { fieldValue } from './field.ts'
import { FaceAttempt, FaceCheckView, FaceConsent, FaceRealName, Held, MAX_FACE_REQUEST_BYTES } from './face-check.ts'
import type { Route } from './route-row.ts'
import { object } from './shape.ts'

/** 人脸识别认证 as the phone that holds its ticket goes through it (manual 1.3.2.1). */
export const faceRoutes = {
  beginFaceCheck: {
    method: 'POST',
    path: '/v1/face-checks',
    guard: 'client',
    summary:
      "Go on with a scanned ticket of the purpose `face`: where the check stands. Another number than the kiosk's cancels; repeating changes nothing",
    body: object(Held),
    reply: FaceCheckView,
  },
  giveRealName: {
    method: 'POST',
    path: '/v1/face-checks/real-name',
    guard: 'client',
    summary: 'Real-name data of an account that has none, asked of the register',
    body: FaceRealName,
    reply: FaceCheckView,
  },
  answerFaceConsent: {
    method: 'POST',
    path: '/v1/face-checks/consent',
    guard: 'client',
    summary:
      'Agree to the use of the face, or decline; declining ends the ticket, a counter does the same without a face',
    body: FaceConsent,
    reply: FaceCheckView,
  },
  beginFaceAttempt: {
    method: 'POST',
    path: '/v1/face-checks/attempts',
    guard: 'client',
    summary: 'A fresh nonce and what to do before the camera; the former one counts no more',
    body: object(Held),
    reply: FaceAttempt,
  },
  sendFacePicture: {
    method: 'POST',
    path: '/v1/face-checks/pictures',
    guard: 'client',
    summary:
      'One live picture for the register to compare: two frames (u32be length, bytes), JSON of `FaceEvidence` and a JPEG. What was wrong stands in `fault`',
    body: { bytes: MAX_FACE_REQUEST_BYTES },
    reply: FaceCheckView,
  },
  setFirstSecurityPassword: {
    method: 'POST',
    path: '/v1/face-checks/security-password',
    guard: 'client',
    summary: '设置信息安全密码 right after the face was matched, by the same phone and as long as the ticket lasts',
    body: object({
      ...Held,
      securityPassword: fieldValue('securityPassword'),
      securityPasswordAgain: fieldValue('securityPasswordAgain'),
    }),
  },
} as const satisfies Record<string, Route>
