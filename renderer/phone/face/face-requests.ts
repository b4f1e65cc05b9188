import type { FaceAttempt, FaceCheckView } from '../../../sync-server/contract/face-check.ts'
import type { BodyOf } from '../../../sync-server/contract/route.ts'
import type { CapturedPicture } from '../../shared/useCapture.ts'
import type { Phone } from '../client/phone.ts'
import { pictureRequest } from './picture-request.ts'

/** What a request of the check says first. */
export type Held = BodyOf<'beginFaceCheck'>
type Typed<N extends 'giveRealName' | 'setFirstSecurityPassword'> = Omit<BodyOf<N>, keyof Held>

/** The requests of 人脸识别认证; each that changes the check answers how it stands then. */
export const faceRequests = (call: Phone['call'], held: () => Held) => ({
  look: (): Promise<FaceCheckView> => call('beginFaceCheck', { body: held() }),
  giveRealName: (typed: Typed<'giveRealName'>): Promise<FaceCheckView> =>
    call('giveRealName', { body: { ...held(), ...typed } }),
  consent: ({ consent }: FaceCheckView, isAgreed: boolean): Promise<FaceCheckView> => {
    const { textId = '', version = '', digest = '' } = consent ?? {}
    return call('answerFaceConsent', { body: { ...held(), textId, version, digest, isAgreed } })
  },
  attempt: (): Promise<FaceAttempt> => call('beginFaceAttempt', { body: held() }),
  /** The picture is overwritten once it was sent, whatever comes of it. */
  async send({ nonce }: FaceAttempt, picture: CapturedPicture): Promise<FaceCheckView> {
    const body = pictureRequest({ ...held(), nonce }, picture)
    try {
      return await call('sendFacePicture', { body })
    } finally {
      body.fill(0)
      picture.jpeg.fill(0)
    }
  },
  setPassword: (typed: Typed<'setFirstSecurityPassword'>): Promise<undefined> =>
    call('setFirstSecurityPassword', { body: { ...held(), ...typed } }),
  giveUp: (): Promise<undefined> => call('cancelTicket', { body: { phoneToken: held().phoneToken } }),
})
