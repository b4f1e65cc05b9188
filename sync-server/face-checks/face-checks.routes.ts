import type { Handlers } from '../platform/http/caller.ts'
import { beginAttempt, takePicture } from './face-attempts.service.ts'
import { answerConsent, beginCheck, giveRealName } from './face-checks.service.ts'
import type { FaceParts } from './face-parts.ts'
import { setFirstPassword } from './first-security-password.service.ts'

type FaceRoutes =
  | 'beginFaceCheck'
  | 'giveRealName'
  | 'answerFaceConsent'
  | 'beginFaceAttempt'
  | 'sendFacePicture'
  | 'setFirstSecurityPassword'

/** 人脸识别认证 as the phone that holds its ticket calls it. */
export function faceCheckRoutes(parts: FaceParts): Pick<Handlers, FaceRoutes> {
  return {
    beginFaceCheck: ({ body }) => beginCheck(parts, body),
    giveRealName: ({ caller, body }) => giveRealName(parts, caller, body),
    answerFaceConsent: ({ caller, body }) => answerConsent(parts, caller, body),
    beginFaceAttempt: ({ body }) => beginAttempt(parts, body),
    sendFacePicture: ({ caller, body }) => takePicture(parts, caller, body),
    setFirstSecurityPassword: async ({ caller, body }) => {
      await setFirstPassword(parts, caller, body)
      return undefined
    },
  }
}
