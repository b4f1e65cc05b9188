import { decideFace, type ScoreLimits } from '../../sync-server/contract/face-limits.ts'
import type { EngineInfo, MatchResult } from './face-engine.ts'

/** Euclidean distance of two embeddings; 0 is the same picture. */
export function distanceBetween(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length || a.length === 0) throw new Error('embeddings of different engines cannot be compared')
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0))
}

/** Decides by the hall's policy; the threshold that is told is the one that was met or, without a match, the last one missed. */
export function matchBy(score: number, limits: ScoreLimits | undefined, engine: EngineInfo): MatchResult {
  const decision = decideFace(score, limits)
  const threshold = decision === 'match' ? limits?.accept : limits?.review
  return { decision, score, engine, ...(threshold === undefined ? {} : { threshold }) }
}

/** Packs an embedding into the opaque bytes of a template. */
export function bytesOf(embedding: Float32Array): Uint8Array {
  return new Uint8Array(embedding.buffer.slice(embedding.byteOffset, embedding.byteOffset + embedding.byteLength))
}

/** Reads a template's bytes back. */
export function embeddingOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}
