import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { join } from 'node:path'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { bundledPackages } from './build/app/bundled-packages.ts'
import { faceAliases, faceAssets } from './build/app/face-assets.ts'
import { inputDictionary } from './build/app/input-dictionary.ts'
import { productionEdition } from './build/app/production-edition.ts'

const here = import.meta.dirname
const at = (...path: string[]): string => join(here, ...path)

/** Where a build for halls goes; without it the build is for trying out and lies in out/. */
const productionDir = process.env['HALL_PRODUCTION_BUILD']
const built = (...path: string[]): string => join(productionDir ?? at('out'), ...path)
const edition = (part: string) =>
  productionDir === undefined ? [] : [productionEdition(here), bundledPackages(built(`packages/${part}.json`))]

// Everything else is bundled: Electron's Node cannot require() the packages that are ES modules only.
const native = ['electron', /^node:/, 'better-sqlite3', 'serialport', /^@serialport\//, 'node-hid', 'usb', 'koffi']

/** CommonJS, because an app that is import()ed registers its schemes too late and a sandboxed preload cannot import. */
const commonJs = (outDir: string, input: Record<string, string>) => ({
  outDir: built(outDir),
  externalizeDeps: false,
  minify: false,
  sourcemap: productionDir === undefined,
  rollupOptions: {
    input,
    external: native,
    output: { format: 'cjs' as const, entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
  },
})

export default defineConfig({
  main: {
    plugins: [...edition('main'), inputDictionary(at('node_modules'), built('main/pinyin.json'))],
    build: commonJs('main', {
      index: at('electron/main/index.ts'),
      'device-host': at('electron/devices/device-host.ts'),
      'input-process': at('electron/input-method/input-process.ts'),
    }),
  },
  preload: { plugins: edition('preload'), build: commonJs('preload', { index: at('electron/preload/index.ts') }) },
  renderer: {
    root: at('renderer'),
    base: './',
    resolve: { alias: faceAliases(at('node_modules'), at('build/app')) },
    worker: { format: 'es', plugins: () => edition('worker') },
    define: {
      __VUE_I18N_FULL_INSTALL__: 'false',
      __VUE_I18N_LEGACY_API__: 'false',
      __INTLIFY_PROD_DEVTOOLS__: 'false',
    },
    plugins: [
      ...edition('renderer'),
      vue(),
      components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
      faceAssets(at('node_modules'), built('renderer')),
    ],
    build: {
      outDir: built('renderer'),
      sourcemap: false,
      minify: true,
      assetsInlineLimit: 0, // the content security policy allows no data: URLs
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: { kiosk: at('renderer/index.html') } },
    },
  },
})
