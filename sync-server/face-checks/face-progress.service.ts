import { FACE_TRIES, type FaceStage } from '../contract/face-check.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import { triesLeft } from './face-check-rules.ts'
import * as checks from './face-checks.repository.ts'

/** What the kiosk may show of a check. */
interface FaceProgress {
  readonly stage?: FaceStage
  readonly fault?: string
  readonly triesLeft: number
}

/** How far the phone has come with the face of a run; nothing of the person. */
export async function faceProgressOf(reader: Pick<Reader, 'get'>, runHash: string): Promise<FaceProgress> {
  const check = await checks.checkOf(reader, runHash)
  if (!check) return { triesLeft: FACE_TRIES }
  const left = { triesLeft: triesLeft(check) }
  if (check.phoneHash === null) return left
  return { ...left, stage: check.stage, ...(check.fault === null ? {} : { fault: check.fault }) }
}

/** Whether another QR code would be of any use in a run. */
export async function mayTryFace(reader: Pick<Reader, 'get'>, runHash: string): Promise<boolean> {
  const check = await checks.checkOf(reader, runHash)
  return !check || (check.stage !== 'refused' && triesLeft(check) > 0)
}

/** Another QR code takes the place of the one that a phone had: whoever scans that begins anew, with the tries that are left. */
export const releaseCheck: (tx: Transaction, runHash: string) => Promise<void> = checks.releasePhone
