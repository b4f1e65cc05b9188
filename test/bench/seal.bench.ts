import { generateKeyPairSync } from 'node:crypto'
import { canonicalJson } from '../../sync-server/contract/canonical-json.ts'
import { CHAIN_START } from '../../sync-server/contract/sealed-record.ts'
import { seal } from '../../electron/vault/seal.ts'
import { bareKeys, sealBare } from './bare-crypto.ts'
import { type BenchLine, interleave, line, rateOf } from './rounds.ts'
import { sampleAttachments, sampleLog } from './sample-session.ts'

const ROUNDS = 9

/** Sealing a 60 KB record against the crypto calls that it cannot do without. */
export async function run(): Promise<BenchLine[]> {
  const bare = bareKeys()
  const sealing = generateKeyPairSync('x25519').publicKey
  const signing = generateKeyPairSync('ed25519').privateKey
  const log = sampleLog('00000000-0000-7000-8000-000000000000')
  const attachments = sampleAttachments()
  const plain = { log, attachments, sealedAt: log.finishedAt }
  const parts = [Buffer.from(canonicalJson(log)), ...attachments.map(({ bytes }) => bytes)] as const
  const figures = await interleave(
    ROUNDS,
    () =>
      rateOf(() => seal({ signing, sealing, sealingKeyId: 'bench' }, plain, { seq: 1, previousDigest: CHAIN_START })),
    () => rateOf(() => sealBare(bare, parts)),
  )
  const about = { name: 'seal-60k', unit: 'records/s', rounds: ROUNDS, target: 'ratio >= 0.85' }
  return [line(about, figures, figures.ratio >= 0.85)]
}
