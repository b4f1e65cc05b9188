import { randomUUID } from 'node:crypto'
import { type Session, session, WebContentsView } from 'electron'
import { channels } from '../bridge/channels.ts'
import type { AnyView } from '../bridge/calls.ts'
import type { PageFile } from './page-files.ts'
import { servePage } from './page-protocol.ts'
import { PAGE_URL } from './page-url.ts'
import { guardPermissions } from './permissions.ts'
import { takeKeyboardScans } from './keyboard-scans.ts'
import { webPreferences } from './web-preferences.ts'

/** What every page is made with. */
export interface PageOptions {
  readonly files: ReadonlyMap<string, PageFile>
  readonly preload: string
  readonly isInspectable: boolean
  readonly isCapturing: () => boolean
  /** Told of texts that something wrote faster than hands can; only where such a device is configured. */
  readonly onKeyboardScan: ((text: string) => void) | undefined
  /** The page is gone or hangs; it will not come back by itself. */
  readonly lost: (reason: string) => void
}

const BACKGROUND = '#F7F5F0'
const HANG_LIMIT_MS = 8_000

/** One page in a process and a memory-only partition of its own, made for one citizen and destroyed afterwards. */
export class PageView {
  readonly view: WebContentsView
  readonly #partition: Session
  #isClosed = false
  #isLost = false
  #hangTimer: NodeJS.Timeout | undefined

  constructor(options: PageOptions) {
    // Without `persist:` in its name a partition lives in memory alone.
    this.#partition = session.fromPartition(`kiosk-${randomUUID()}`, { cache: false })
    servePage(this.#partition, options.files)
    guardPermissions(this.#partition, options.isCapturing)
    this.#partition.setSpellCheckerEnabled(false)
    this.view = new WebContentsView({
      webPreferences: {
        ...webPreferences,
        devTools: options.isInspectable,
        preload: options.preload,
        session: this.#partition,
      },
    })
    this.view.setBackgroundColor(BACKGROUND)
    if (options.onKeyboardScan) takeKeyboardScans(this.view.webContents, options.onKeyboardScan)
    this.#watch(options)
  }

  get id(): number {
    return this.view.webContents.id
  }

  load(): Promise<void> {
    return this.view.webContents.loadURL(PAGE_URL)
  }

  push(view: AnyView): void {
    if (!this.#isClosed && !this.#isLost) this.view.webContents.send(channels.view, view)
  }

  /** Resolves once the page has drawn what it has. */
  async painted(): Promise<void> {
    const twoFrames = 'new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => r(true))))'
    await this.view.webContents.executeJavaScriptInIsolatedWorld(1, [{ code: twoFrames }])
  }

  /** Ends the page's process and everything that its partition held. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#hangTimer)
    this.view.webContents.close()
    await this.#partition.clearStorageData()
    await this.#partition.clearCache()
  }

  #watch({ lost }: PageOptions): void {
    const { webContents } = this.view
    const gone = (reason: string): void => {
      if (this.#isClosed || this.#isLost) return
      this.#isLost = true
      lost(reason)
    }
    webContents.on('render-process-gone', (_event, { reason }) => gone(reason))
    webContents.on('unresponsive', () => {
      this.#hangTimer = setTimeout(() => gone('unresponsive'), HANG_LIMIT_MS)
    })
    webContents.on('responsive', () => clearTimeout(this.#hangTimer))
  }
}
