import type { Aim, CameraSight } from '../../sync-server/contract/device-health.ts'
import type { CaptureOutcome } from '../face/index.ts'
import type { BeginCapture } from '../shared/face-capture.ts'
import { aimer } from './camera-aim.ts'
import type { CameraState } from './useCamera.ts'

const OF_REASON = {
  'no-camera': 'missing',
  'camera-denied': 'denied',
  'camera-unknown': 'other',
  'camera-black': 'black',
  'camera-frozen': 'frozen',
  'engine-failed': undefined,
} as const satisfies Record<Extract<CaptureOutcome, { kind: 'unavailable' }>['reason'], CameraSight | undefined>

/** What a capture says about the camera; nothing where it was stopped or the engine failed. */
export function sightOfCapture(outcome: CaptureOutcome): CameraSight | undefined {
  if (outcome.kind === 'captured') return 'picture'
  return outcome.kind === 'unavailable' ? OF_REASON[outcome.reason] : undefined
}

/** What the list of plugged-in cameras says; nothing while it is still being looked at. */
export function sightOfState(state: CameraState): CameraSight | undefined {
  return state === 'checking' ? undefined : state
}

/** Whoever keeps the camera's health, and whoever moves it. */
export interface CameraCare {
  readonly seen: (sight: CameraSight) => void
  readonly aim: (aim: Aim) => void
}

/** A capture that follows the face with the lens, and whose end is told to whoever cares for the camera. */
export function watched(begin: BeginCapture, care: CameraCare): BeginCapture {
  return (video, options) => {
    const follow = aimer(care.aim)
    const running = begin(video, {
      ...options,
      onEvent: (event) => {
        if (event.kind === 'quality') follow(event.quality, performance.now())
        options.onEvent(event)
      },
    })
    const hear = (outcome: CaptureOutcome): void => {
      const sight = sightOfCapture(outcome)
      if (sight) care.seen(sight)
    }
    running.outcome.then(hear, () => undefined)
    return running
  }
}
