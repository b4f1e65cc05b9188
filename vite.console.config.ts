import vue from '@vitejs/plugin-vue'
import { join } from 'node:path'
import { defineConfig } from 'vite'
import { bundledPackages } from './build/app/bundled-packages.ts'
import { compressedFiles } from './build/app/compressed-files.ts'

const here = import.meta.dirname
const outDir = join(here, 'out/console')

/** The administrator's console: what the server serves below /console/, for a desktop's browser that is kept up to date. */
export default defineConfig({
  root: join(here, 'renderer/console'),
  base: '/console/',
  plugins: [vue(), compressedFiles(outDir), bundledPackages(join(here, 'out/packages/console.json'))],
  build: {
    outDir,
    emptyOutDir: true,
    target: ['chrome120', 'firefox121', 'safari17'],
    assetsInlineLimit: 0, // the content security policy allows no data: URLs
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
