/** The face engine's front door: screens import nothing else of this folder. */
export { CaptureSession, type CaptureEvent, type CaptureOptions, type CaptureOutcome } from './capture-session.ts'
export { type Camera, CameraFault, type CameraReason, openCamera } from './camera.ts'
export { type FrameSource, frameSource } from './frame-source.ts'
export { seedOf } from './challenge-order.ts'
export { DemoEngine, demoEngineInfo } from './demo-engine.ts'
export {
  DEMO_LABEL,
  type Challenge,
  type EngineFiles,
  type EngineInfo,
  type FaceEngine,
  type LivenessResult,
  type MatchResult,
  type Quality,
} from './face-engine.ts'
