import type { FaceStage } from '../contract/face-check.ts'
import type { Policy } from '../contract/policy.ts'
import type { Database, Transaction } from '../platform/database/database.ts'
import { triesLeft } from './face-check-rules.ts'
import * as checks from './face-checks.repository.ts'

/** What the kiosk may show of a check. */
interface FaceProgress {
  readonly stage?: FaceStage
  readonly fault?: string
  readonly triesLeft: number
}

/** What looking at a check stands on. */
interface ProgressParts {
  readonly database: Database
  readonly policy: Policy
}

/** How far the phone has come with the face of a run; nothing of the person. */
export async function faceProgressOf({ database, policy }: ProgressParts, runHash: string): Promise<FaceProgress> {
  const check = await checks.checkOf(database.reader, runHash)
  const { tries: allowed } = policy.face.onPhone
  if (!check) return { triesLeft: allowed }
  const left = { triesLeft: triesLeft(check, allowed) }
  if (check.phoneHash === null) return left
  return { ...left, stage: check.stage, ...(check.fault === null ? {} : { fault: check.fault }) }
}

/** Whether another QR code would be of any use in a run. */
export async function mayTryFace({ database, policy }: ProgressParts, runHash: string): Promise<boolean> {
  const check = await checks.checkOf(database.reader, runHash)
  return !check || (check.stage !== 'refused' && triesLeft(check, policy.face.onPhone.tries) > 0)
}

/** Another QR code takes the place of the one that a phone had: whoever scans that begins anew, with the tries that are left. */
export const releaseCheck: (tx: Transaction, runHash: string) => Promise<void> = checks.releasePhone
