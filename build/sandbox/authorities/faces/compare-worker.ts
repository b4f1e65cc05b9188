import { distanceBetween, enlarge, loadFaceReader } from 'face-reader'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import jpeg from 'jpeg-js'
import type { Comparison, CompareQuestion, Reading, ReadQuestion } from './comparison.ts'

const { packages } = workerData as { packages: string }
/** The register's photos are small; the detector finds faces from about this width on. */
const LEAST_WIDTH = 400
const MODELS = 'file:///models'
const WASM = `${packages}/@tensorflow/tfjs-backend-wasm/dist`
const folders: Readonly<Record<string, string>> = {
  human: `${packages}/@vladmandic/human/models`,
  'face-api': `${packages}/@vladmandic/face-api/model`,
}

class Absent {}

/** The engine is written for a browser's worker: it fetches its models, and asks what kinds of picture there are. */
function pretendBrowser(): void {
  const read = (address: string): Response => {
    const [, folder = '', file = ''] = /\/(human|face-api)\/([\w.-]+)$/.exec(address) ?? []
    return new Response(readFileSync(`${folders[folder]}/${file}`))
  }
  Object.assign(globalThis, {
    OffscreenCanvas: Absent,
    OffscreenCanvasRenderingContext2D: Absent,
    ImageData: Absent,
    fetch: (asked: string | { url: string }) => Promise.resolve(read(typeof asked === 'string' ? asked : asked.url)),
    require: createRequire(import.meta.url),
    __dirname: WASM,
  })
}

pretendBrowser()
const reader = loadFaceReader(MODELS, WASM)

async function faceIn(bytes: Uint8Array): Promise<Float32Array | undefined> {
  const { data, width, height } = jpeg.decode(bytes, { useTArray: true, maxResolutionInMP: 2 })
  const picture = { data: new Uint8ClampedArray(data), width, height }
  const read = await reader
  return read(width < LEAST_WIDTH ? enlarge(picture, Math.ceil(LEAST_WIDTH / width)) : picture)
}

async function compare({ id, photo, face }: CompareQuestion): Promise<Comparison> {
  const [known, live] = [await faceIn(photo), await faceIn(face)]
  return { id, ...(known && live ? { distance: distanceBetween(known, live) } : {}) }
}

async function readOne({ id, picture }: ReadQuestion): Promise<Reading> {
  const face = await faceIn(picture)
  return { id, ...(face ? { face } : {}) }
}

parentPort?.on('message', (question: CompareQuestion | ReadQuestion) => {
  const answering = 'picture' in question ? readOne(question) : compare(question)
  answering.then(
    (answer) => parentPort?.postMessage(answer),
    () => parentPort?.postMessage({ id: question.id }),
  )
})
