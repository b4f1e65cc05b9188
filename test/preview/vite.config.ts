import vue from '@vitejs/plugin-vue'
import { join } from 'node:path'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vite'
import { faceAliases } from '../../build/app/face-assets.ts'

const root = join(import.meta.dirname, '../..')

const csp = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
].join('; ')

/** The screens without a kiosk behind them, under the kiosk's own content security policy: a page per state, for eyes only. */
export default defineConfig({
  root,
  preview: { headers: { 'content-security-policy': csp } },
  base: './',
  resolve: { alias: faceAliases(join(root, 'node_modules'), join(root, 'build/app')) },
  worker: { format: 'es' },
  plugins: [vue(), components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] })],
  build: {
    outDir: join(root, '.runtime/preview'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rollupOptions: { input: join(import.meta.dirname, 'index.html') },
  },
})
