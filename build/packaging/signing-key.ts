import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runtimeDir } from '../setup/paths.ts'
import { say } from '../setup/say.ts'

/** The key that signs the list of a package's program files. */
export interface SigningKey {
  readonly privateKey: KeyObject
  /** The public half as a PEM text. */
  readonly publicPem: string
  readonly isDemo: boolean
}

const demoFile = join(runtimeDir, 'demo-keys/release.pem')

/** The Ed25519 key in the file that HALL_RELEASE_KEY names; without it one for demonstration, made once on this machine. */
export function signingKey(env: NodeJS.ProcessEnv = process.env): SigningKey {
  const file = env['HALL_RELEASE_KEY']
  if (file === undefined && !existsSync(demoFile)) makeDemoKey()
  const privateKey = createPrivateKey(readFileSync(file ?? demoFile))
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('HALL_RELEASE_KEY must be an Ed25519 key as PEM')
  const publicPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()
  return { privateKey, publicPem, isDemo: file === undefined }
}

function makeDemoKey(): void {
  say('making a demo release key; HALL_RELEASE_KEY=FILE names a real one')
  const { privateKey } = generateKeyPairSync('ed25519')
  mkdirSync(dirname(demoFile), { recursive: true, mode: 0o700 })
  writeFileSync(demoFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
}
