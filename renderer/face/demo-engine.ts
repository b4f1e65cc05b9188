import { type ScoreLimits, shippedEngine } from '../../sync-server/contract/face-limits.ts'
import type { FaceQualityLimits } from '../../sync-server/contract/face-quality.ts'
import { ActiveLiveness } from './active-liveness.ts'
import { seededRandom, shuffled, systemRandom } from './challenge-order.ts'
import type {
  EngineFiles,
  EngineInfo,
  FaceEngine,
  FaceTemplate,
  Frame,
  LivenessOptions,
  LivenessSession,
  MatchResult,
  Quality,
} from './face-engine.ts'
import { bytesOf, distanceBetween, embeddingOf, matchBy } from './matching.ts'
import type { Observation } from './observation.ts'
import { qualityOf } from './quality.ts'
import type { SentFrame } from './worker-calls.ts'
import { WorkerClient } from './worker-client.ts'

/** The demonstration's own description; certified is false and stays false. */
export const demoEngineInfo: EngineInfo = shippedEngine

const CHIP_ENLARGEMENT = 4 // at 102 × 126 the detector finds little, at four times the size everything

/**
 * The demonstration engine: all models run in one worker on one WASM backend, so that screens stay fluent. Everything
 * shown of its results carries `DEMO_LABEL`.
 */
export class DemoEngine implements FaceEngine {
  #client: WorkerClient | undefined
  #started: Promise<EngineInfo> | undefined
  readonly #observed = new WeakMap<Frame, Promise<Observation>>()

  /** Loads the models once; later calls wait for the same load, and a failed one may be tried again. */
  init({ modelDir, wasmDir = '/wasm' }: EngineFiles): Promise<EngineInfo> {
    this.#started ??= this.#load(modelDir, wasmDir).catch(async (cause: unknown) => {
      await this.dispose()
      throw cause
    })
    return this.#started
  }

  async assess(frame: Frame, limits: FaceQualityLimits): Promise<Quality> {
    return qualityOf(await this.observe(frame), limits)
  }

  startLiveness({ challenges, timeoutMs, quality, seed, keepOrder = false }: LivenessOptions): LivenessSession {
    const random = seed === undefined ? systemRandom : seededRandom(seed)
    const order = keepOrder ? challenges : shuffled(challenges, random)
    return new ActiveLiveness({ order, timeoutMs, limits: quality, eyes: this })
  }

  async extract(frame: Frame, source: 'idChip' | 'camera'): Promise<FaceTemplate | undefined> {
    const enlargeBy = source === 'idChip' ? CHIP_ENLARGEMENT : 1
    const { embedding } = await this.#loaded().call({ op: 'embed', frame: sent(frame), enlargeBy })
    return embedding === undefined ? undefined : { bytes: bytesOf(embedding), engine: demoEngineInfo }
  }

  async compare(card: FaceTemplate, live: FaceTemplate, limits: ScoreLimits | undefined): Promise<MatchResult> {
    const distance = distanceBetween(embeddingOf(card.bytes), embeddingOf(live.bytes))
    return matchBy(distance, limits, demoEngineInfo)
  }

  async dispose(): Promise<void> {
    this.#client?.close()
    this.#client = undefined
    this.#started = undefined
  }

  /** Measures a frame; asking twice about the same frame costs once. */
  observe(frame: Frame): Promise<Observation> {
    const known = this.#observed.get(frame)
    if (known !== undefined) return known
    const seen = this.#loaded().call({ op: 'observe', frame: sent(frame) })
    this.#observed.set(frame, seen)
    return seen
  }

  async #load(modelDir: string, wasmDir: string): Promise<EngineInfo> {
    const worker = new Worker(new URL('./demo-engine.worker.ts', import.meta.url), { type: 'module' })
    this.#client = new WorkerClient(worker)
    await this.#client.call({ op: 'init', modelDir, wasmDir })
    return demoEngineInfo
  }

  #loaded(): WorkerClient {
    if (this.#client === undefined) throw new Error('the face engine is not initialised')
    return this.#client
  }
}

/** The worker gets its own copy and overwrites it; the page's frame stays usable. */
function sent({ data, width, height, tsMs }: Frame): SentFrame {
  return { data: new Uint8ClampedArray(data), width, height, tsMs }
}
