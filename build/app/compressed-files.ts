import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** What becomes smaller by compressing; pictures and the like already are. */
const TEXTS = '**/*.{html,js,css,json,svg,wasm}'

/** Lays a `.br` and a `.gz` beside every text of a build, so that the server never compresses while somebody waits. */
export function compressedFiles(outDir: string): Plugin {
  return {
    name: 'hall-compressed-files',
    apply: 'build',
    closeBundle: () => {
      for (const file of globSync(TEXTS, { cwd: outDir })) compress(join(outDir, file))
    },
  }
}

function compress(path: string): void {
  const bytes = readFileSync(path)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }))
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }))
}
