import { type FileHandle, open } from 'node:fs/promises'
import { type CameraScene, framesOf } from './camera-scene.ts'
import { type ClipFormat, formatOf, frameBytes, headerOf } from './y4m.ts'

/** What the fake camera plays unless told otherwise: about 9 seconds, 42 MB. */
export const clipFormat: ClipFormat = { width: 640, height: 480, fps: 10 }

const HEADER_BYTES = 80

async function writeFrames(file: FileHandle, scene: CameraScene, format: ClipFormat): Promise<void> {
  const header = headerOf(format)
  await file.write(header, 0, header.length, 0)
  let position = header.length
  for (const image of framesOf(scene, format)) {
    const bytes = frameBytes(image)
    await file.write(bytes, 0, bytes.length, position)
    position += bytes.length
  }
}

/** Writes a clip for `--use-file-for-fake-video-capture`; the camera plays it in a loop from its first frame. */
export async function writeClip(scene: CameraScene, path: string, format: Partial<ClipFormat> = {}): Promise<void> {
  const file = await open(path, 'w')
  try {
    await writeFrames(file, scene, { ...clipFormat, ...format })
  } finally {
    await file.close()
  }
}

/**
 * Puts another scene before a camera that is already playing: the same file, the same length, overwritten in place,
 * because the camera keeps the file open and would go on playing a replaced one.
 */
export async function switchScene(path: string, scene: CameraScene): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const { buffer } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0)
    await writeFrames(file, scene, formatOf(buffer.toString('latin1')))
  } finally {
    await file.close()
  }
}
