import { createHash, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SigningKey } from './signing-key.ts'
import type { Tree } from './tree.ts'

/** Names of the list, its signature and the key in the folder that they speak for; the launcher looks for these. */
export const manifestFiles = { list: 'manifest', signature: 'manifest.sig', key: 'release-key.pem' } as const

/**
 * Writes the list of every file in a folder, signed. Its lines are what `openssl dgst -sha256 -r` prints, in the order of the paths'
 * bytes, so that a launcher compares it with what lies there without reading it.
 */
export function signFolder(tree: Tree, folder: string, key: SigningKey): void {
  tree.write(join(folder, manifestFiles.key), key.publicPem)
  const lines = tree.files(folder).map((path) => `${sha256(tree.at(join(folder, path)))} *./${path}\n`)
  const list = Buffer.from(lines.join(''))
  tree.write(join(folder, manifestFiles.list), list)
  tree.write(join(folder, manifestFiles.signature), sign(null, list, key.privateKey))
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
