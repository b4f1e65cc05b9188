import { Problem } from '../../contract/failure.ts'
import { faceProgressOf, mayTryFace, releaseCheck } from '../../face-checks/face-progress.service.ts'
import type { Transaction } from '../../platform/database/database.ts'
import type { StepHandler } from '../step-handler.ts'
import { enterErrand, lookAtErrand } from './phone-errand.ts'

/**
 * 人脸识别认证 (manual 1.3.2.1): what the phone does is judged where it sends it; this step shows how far it has come, and goes on
 * once a face was matched. 改到现场办 goes on without one.
 */
export const faceOnPhone: StepHandler<'face-on-phone'> = {
  async enter(context) {
    const { parts, runHash } = context
    if (!(await mayTryFace(parts, runHash))) throw new Problem('face.tries-used-up')
    const { memory, commit } = await enterErrand(context, 'face')
    if (!commit) return { memory }
    const renew = async (tx: Transaction): Promise<void> => {
      await commit(tx)
      await releaseCheck(tx, runHash)
    }
    return { memory, commit: renew }
  },
  input: async (context) => ({
    ...(await lookAtErrand(context)),
    ...(await faceProgressOf(context.parts, context.runHash)),
  }),
  async answer({ parts, runHash }, { act }) {
    if (act === 'in-person') return { outcome: 'in-person' }
    await parts.tickets.confirmedBy(runHash)
    return {
      outcome: 'verified',
      commit: async (tx) => {
        await parts.tickets.collect(tx, runHash)
        return {}
      },
    }
  },
}
