import vue from '@vitejs/plugin-vue'
import { join } from 'node:path'
import { defineConfig } from 'vite'
import { root } from '../setup/paths.ts'
import { bundledPackages } from './bundled-packages.ts'
import { faceAliases, faceAssets } from './face-assets.ts'
import { compressedFiles } from './compressed-files.ts'
import { withoutSchemas } from './without-schemas.ts'

const outDir = join(root, 'out/phone')

/** The pages for citizens' own phones: what the server serves below /phone/, compressed ahead of every request. */
export default defineConfig({
  root: join(root, 'renderer/phone'),
  base: '/phone/',
  resolve: { alias: faceAliases(join(root, 'node_modules'), join(root, 'build/app')) },
  worker: { format: 'es' },
  plugins: [
    withoutSchemas(root),
    vue(),
    faceAssets(join(root, 'node_modules'), outDir),
    compressedFiles(outDir),
    bundledPackages(join(root, 'out/packages/phone.json')),
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
