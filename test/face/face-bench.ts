import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import jpeg from 'jpeg-js'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { faceAliases, faceAssets } from '../../build/app/face-assets.ts'
import { type Display, ensureDisplay } from '../../build/setup/display.ts'
import { electronRuntime, launchArguments } from '../../build/setup/electron/runtime.ts'
import { chipPhotoOf, type ClipFormat, type FacePerson, writeClip } from '../../native/simulator/camera/index.ts'
import type { BenchCapture, BenchReport } from './page/face-bench.ts'

const here = import.meta.dirname
const root = join(here, '../..')

/** A real Electron with the capture page in it and a simulated camera before it. */
export interface OpenBench {
  readonly clip: string
  readonly initMs: number
  readonly cameraLabel: string
  readonly page: Page
  capture(request: BenchCapture): Promise<BenchReport>
  close(): Promise<void>
}

async function buildPage(outDir: string): Promise<void> {
  await build({
    root: join(here, 'page'),
    base: './',
    configFile: false,
    logLevel: 'error',
    resolve: { alias: faceAliases(join(root, 'node_modules'), join(root, 'build/app')) },
    worker: { format: 'es' },
    plugins: [faceAssets(join(root, 'node_modules'), outDir)],
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0 },
  })
}

async function launch(folder: string, clip: string, display: Display): Promise<ElectronApplication> {
  const runtime = await electronRuntime()
  const switches = [
    `--user-data-dir=${join(folder, 'profile')}`,
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${clip}`,
  ]
  return _electron.launch({
    executablePath: runtime.executable,
    args: launchArguments(runtime, { app: join(here, 'app'), switches }),
    env: {
      ...(process.env as Record<string, string>),
      ...runtime.env,
      ...display.env,
      FACE_BENCH_DIR: join(folder, 'page'),
    },
  })
}

/** Builds the page, starts Electron with the first person before the camera and loads the engine. */
export async function openBench(person: FacePerson, format: Partial<ClipFormat> = {}): Promise<OpenBench> {
  const folder = mkdtempSync(join(tmpdir(), 'face-bench-'))
  const clip = join(folder, 'camera.y4m')
  await Promise.all([buildPage(join(folder, 'page')), writeClip(person, clip, format)])
  const display = await ensureDisplay()
  const app = await launch(folder, clip, display)
  const page = await app.firstWindow()
  page.on('pageerror', (error) => console.error(error))
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
  await page.waitForFunction(() => 'faceBench' in window)
  const { ms, label } = await page.evaluate(() => window.faceBench.init())
  const close = async (): Promise<void> => {
    await app.close()
    display.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const capture = (request: BenchCapture): Promise<BenchReport> =>
    page.evaluate((asked) => window.faceBench.capture(asked), request)
  return { clip, initMs: ms, cameraLabel: label, page, capture, close }
}

/** The photo on a person's simulated card as the page takes it. */
export function chipRows(person: FacePerson): string {
  const block = Buffer.from(chipPhotoOf(person))
  const { data } = jpeg.decode(block.subarray(10, 10 + block.readUInt16BE(8)))
  return data.toString('base64')
}
