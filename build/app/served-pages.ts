import vue from '@vitejs/plugin-vue'
import { join } from 'node:path'
import type { Plugin, UserConfig } from 'vite'
import { bundledPackages } from './bundled-packages.ts'
import { compressedFiles } from './compressed-files.ts'

/** Where pages are built, for which browsers, and what is done to them before anything else. */
interface Wish {
  readonly root: string
  readonly target: string[]
  readonly plugins: readonly Plugin[]
}

/** Pages that the server serves below `/NAME/`, from `renderer/NAME` to `out/NAME`, compressed ahead of every request. */
export function servedPages(name: string, { root, target, plugins }: Wish): UserConfig {
  const outDir = join(root, 'out', name)
  const packages = bundledPackages(join(root, `out/packages/${name}.json`))
  return {
    root: join(root, 'renderer', name),
    base: `/${name}/`,
    worker: { format: 'es' },
    plugins: [...plugins, vue(), compressedFiles(outDir), packages],
    build: {
      outDir,
      emptyOutDir: true,
      target,
      assetsInlineLimit: 0, // the content security policy allows no data: URLs
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  }
}
