import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { faceAliases } from '../../../app/face-assets.ts'
import { root, runtimeDir } from '../../../setup/paths.ts'
import { digest, once } from '../../../setup/stamp.ts'

const sources = ['renderer/face/*.ts', 'build/sandbox/authorities/faces/*.ts', 'sync-server/contract/face-limits.ts']
const packages = join(root, 'node_modules')

/** The comparing worker as one file that Node runs: the tensor library's own modules lack the endings that Node asks for. */
export async function builtWorker(): Promise<string> {
  const outDir = join(runtimeDir, 'face-register')
  const product = join(outDir, 'compare-worker.mjs')
  const files = [...globSync(sources, { cwd: root }).sort(), 'package-lock.json']
  const inputs = digest(...files.flatMap((file) => [file, readFileSync(join(root, file))]))
  await once({ name: 'face-register', inputs, product }, async () => {
    const { build } = await import('vite')
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      resolve: {
        alias: {
          ...faceAliases(packages, join(root, 'build/app')),
          'face-reader': join(root, 'renderer/face/face-reader.ts'),
        },
      },
      ssr: { noExternal: true },
      build: {
        ssr: 'build/sandbox/authorities/faces/compare-worker.ts',
        outDir,
        target: 'node24',
        minify: false,
        rollupOptions: { external: [/^node:/], output: { entryFileNames: 'compare-worker.mjs', codeSplitting: false } },
      },
    })
  })
  return product
}
