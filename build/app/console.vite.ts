import vue from '@vitejs/plugin-vue'
import { join } from 'node:path'
import { defineConfig } from 'vite'
import { root } from '../setup/paths.ts'
import { bundledPackages } from './bundled-packages.ts'
import { compressedFiles } from './compressed-files.ts'

const outDir = join(root, 'out/console')

/** The administrator's console: what the server serves below /console/, for a desktop's browser that is kept up to date. */
export default defineConfig({
  root: join(root, 'renderer/console'),
  base: '/console/',
  plugins: [vue(), compressedFiles(outDir), bundledPackages(join(root, 'out/packages/console.json'))],
  build: {
    outDir,
    emptyOutDir: true,
    target: ['chrome120', 'firefox121', 'safari17'],
    assetsInlineLimit: 0, // the content security policy allows no data: URLs
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
