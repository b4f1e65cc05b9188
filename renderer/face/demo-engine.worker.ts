import { enlarge } from './face-alignment.ts'
import { type Embed, loadEmbedding } from './face-embedding.ts'
import { boxAround, type Point } from './face-geometry.ts'
import type { Picture } from './face-light.ts'
import { loadMeshDetector, type MeshDetector } from './mesh-detector.ts'
import { type Observation, observe } from './observation.ts'
import type { SentFrame, WorkerAnswer, WorkerAnswers, WorkerCall } from './worker-calls.ts'

type Meshes = readonly (readonly Point[])[]

let models: { readonly detector: MeshDetector; readonly embed: Embed } | undefined

async function init(modelDir: string, wasmDir: string): Promise<WorkerAnswers['init']> {
  const detector = await loadMeshDetector(modelDir, wasmDir)
  models = { detector, embed: await loadEmbedding(modelDir, detector.tf) }
  return { backend: detector.tf.getBackend() }
}

function loaded(): NonNullable<typeof models> {
  if (models === undefined) throw new Error('the models are not loaded')
  return models
}

/** What was found in the frame that was looked at last: reading its face as numbers need not find it again. */
let seen: { readonly tsMs: number; readonly meshes: Meshes } | undefined

async function observeFrame(frame: SentFrame): Promise<Observation> {
  const meshes = await loaded().detector.detect(frame)
  seen = { tsMs: frame.tsMs, meshes }
  return observe(frame, meshes)
}

function meshesOf(picture: Picture, frame: SentFrame): Promise<Meshes> | Meshes {
  const known = picture === frame && seen?.tsMs === frame.tsMs ? seen.meshes : undefined
  return known ?? loaded().detector.detect(picture)
}

async function embedFrame(frame: SentFrame, enlargeBy: number): Promise<WorkerAnswers['embed']> {
  const picture = enlargeBy > 1 ? enlarge(frame, enlargeBy) : frame
  try {
    const meshes = await meshesOf(picture, frame)
    const [largest] = [...meshes].sort((a, b) => boxAround(b).width - boxAround(a).width)
    return largest === undefined ? {} : { embedding: await loaded().embed(picture, largest) }
  } finally {
    if (picture !== frame) picture.data.fill(0)
  }
}

async function answer(call: WorkerCall): Promise<WorkerAnswers[WorkerCall['op']]> {
  if (call.op === 'init') return init(call.modelDir, call.wasmDir)
  try {
    return await (call.op === 'observe' ? observeFrame(call.frame) : embedFrame(call.frame, call.enlargeBy))
  } finally {
    call.frame.data.fill(0)
  }
}

addEventListener('message', ({ data: { id, call } }: MessageEvent<{ id: number; call: WorkerCall }>) => {
  const reply = (message: WorkerAnswer): void => postMessage(message)
  answer(call).then(
    (value) => reply({ id, value }),
    (cause: unknown) => reply({ id, fault: cause instanceof Error ? cause.message : String(cause) }),
  )
})
