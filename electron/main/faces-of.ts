import type { KioskConfig } from '../config/kiosk-config.ts'
import { FaceService } from '../faces/face-service.ts'
import { sdkProcess } from '../faces/sdk-process.ts'
import { writeLog } from './kiosk-log.ts'

/** The vendor's face engine that the configuration names; undefined where the shipped one compares on the screen's side. */
export function facesOf({ faceEngine }: KioskConfig): FaceService | undefined {
  if (!faceEngine) return undefined
  return new FaceService({
    spawn: () => sdkProcess(faceEngine),
    timeoutMs: faceEngine.timeoutMs,
    failed: (because) => writeLog('warn', 'face engine failure', { because }),
  })
}
