import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const human = ['blazeface', 'facemesh', 'iris', 'antispoof', 'liveness'].flatMap((name) => [
  `${name}.json`,
  `${name}.bin`,
])
const recognition = ['face_recognition_model-weights_manifest.json', 'face_recognition_model.bin']
const wasm = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm']

const sources: readonly (readonly [to: string, from: string, files: readonly string[]])[] = [
  ['models/human', '@vladmandic/human/models', human],
  ['models/face-api', '@vladmandic/face-api/model', recognition],
  ['wasm', '@tensorflow/tfjs-backend-wasm/dist', wasm],
]

/** Lays the face engine's models and wasm files beside the screens, so that a kiosk never fetches them from outside. */
export function faceAssets(packages: string, outDir: string): Plugin {
  return {
    name: 'hall-face-assets',
    writeBundle: () => {
      for (const [to, from, files] of sources) copyAll(join(outDir, to), join(packages, from), files)
    },
  }
}

/** Builds of the face libraries that share one tfjs; their packages do not export these files by name. */
export const faceAliases = (packages: string, tools: string): Record<string, string> => ({
  'human-nobundle': join(packages, '@vladmandic/human/dist/human.esm-nobundle.js'),
  'faceapi-nobundle': join(packages, '@vladmandic/face-api/dist/face-api.esm-nobundle.js'),
  '@tensorflow/tfjs-backend-webgpu/dist/index.js': join(tools, 'no-webgpu.js'),
})

function copyAll(to: string, from: string, files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true })
    copyFileSync(join(from, file), join(to, file))
  }
}
