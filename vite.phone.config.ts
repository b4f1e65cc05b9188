import vue from '@vitejs/plugin-vue'
import { join } from 'node:path'
import { defineConfig } from 'vite'
import { bundledPackages } from './build/app/bundled-packages.ts'
import { faceAliases, faceAssets } from './build/app/face-assets.ts'
import { compressedFiles } from './build/app/compressed-files.ts'
import { withoutSchemas } from './build/app/without-schemas.ts'

const here = import.meta.dirname
const outDir = join(here, 'out/phone')

/** The pages for citizens' own phones: what the server serves below /phone/, compressed ahead of every request. */
export default defineConfig({
  root: join(here, 'renderer/phone'),
  base: '/phone/',
  resolve: { alias: faceAliases(join(here, 'node_modules'), join(here, 'build/app')) },
  worker: { format: 'es' },
  plugins: [
    withoutSchemas(here),
    vue(),
    faceAssets(join(here, 'node_modules'), outDir),
    compressedFiles(outDir),
    bundledPackages(join(here, 'out/packages/phone.json')),
  ],
  build: {
    outDir,
    emptyOutDir: true,
    target: ['chrome94', 'safari15.4'],
    assetsInlineLimit: 0, // the content security policy allows no data: URLs
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
  },
})
