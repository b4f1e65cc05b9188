/** The camera simulator: clips of made-up people for Chromium's fake camera, and the photos on their simulated cards. */
export { clipFormat, switchScene, writeClip } from './camera-clip.ts'
export { cameraScenes, type CameraScene } from './camera-scene.ts'
export { chipPhotoOf, facePeople, type FacePerson } from './face-people.ts'
export type { ClipFormat } from './y4m.ts'
