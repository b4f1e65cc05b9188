import { type Browser, chromium, type Page } from '@playwright/test'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { build, type InlineConfig, preview } from 'vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import type { Suggestion } from '../../../electron/bridge/calls.ts'

const root = join(import.meta.dirname, '../../..')
const config: InlineConfig = {
  configFile: false,
  root,
  base: './',
  logLevel: 'warn',
  plugins: [vue(), components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] })],
  build: {
    outDir: join(root, '.runtime/keyboard-preview'),
    emptyOutDir: true,
    rollupOptions: { input: join(import.meta.dirname, 'index.html') },
  },
}

/** The keyboard in a browser of its own, with these candidates. */
export interface OpenPages {
  open(viewport: { width: number; height: number }): Promise<Page>
  close(): Promise<void>
}

/** Builds the keyboard's page as the kiosk's own is built, and serves it. */
export async function openKeyboardPages(suggestions: Record<string, readonly Suggestion[]>): Promise<OpenPages> {
  await build(config)
  const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } })
  const address = `${server.resolvedUrls?.local[0] ?? ''}test/preview/keyboard/index.html`
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
  const browser: Browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--force-color-profile=srgb'],
  })
  return {
    open: async (viewport) => {
      const page = await browser.newPage({ viewport, locale: 'zh-CN', hasTouch: true })
      await page.addInitScript((given) => (window.suggestions = given), suggestions)
      await page.goto(address)
      await page.locator('main').waitFor()
      return page
    },
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}
