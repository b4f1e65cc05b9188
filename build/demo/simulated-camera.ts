import { rmSync } from 'node:fs'
import { cameraScenes, switchScene, writeClip, type CameraScene } from '../../native/simulator/camera/index.ts'

/** What the devices page calls each scene. */
export const sceneTitles: Readonly<Record<CameraScene, string>> = {
  'chen-jing': '陈静示例',
  'wang-lei': '王磊示例',
  'li-review': '李复核示例',
  empty: '无人',
  'two-people': '两个人',
  photo: '手持照片',
  paper: '台面上的材料',
  frozen: '画面卡住',
  black: '镜头被遮住',
}

/** The clip that Chromium's fake camera plays, and who is in it. */
export interface SimulatedCamera {
  readonly file: string
  scene(): CameraScene
  show(scene: CameraScene): Promise<void>
  stop(): void
}

/** Writes the first clip; it has to lie there before the kiosk opens its camera. */
export async function startCamera(file: string, first: CameraScene = 'chen-jing'): Promise<SimulatedCamera> {
  await writeClip(first, file)
  let current = first
  let change = Promise.resolve()
  const show = async (scene: CameraScene): Promise<void> => {
    if (scene === current) return
    current = scene
    await switchScene(file, scene)
  }
  return {
    file,
    scene: () => current,
    show: (scene) => (change = change.catch(() => undefined).then(() => show(scene))),
    stop: () => rmSync(file, { force: true }),
  }
}

/** The scene for the person a tester asked for; nobody is an empty hall. */
export function sceneOf(person: unknown): CameraScene | undefined {
  return person === null ? 'empty' : cameraScenes.find((scene) => scene === person)
}
