import { BaseWindow, clipboard } from 'electron'
import type { AnyView } from '../bridge/calls.ts'
import type { KioskConfig } from '../config/kiosk-config.ts'
import { PageView, type PageOptions } from './page-view.ts'

const BACKGROUND = '#F7F5F0'
const SHOW_LIMIT_MS = 10_000

/**
 * The window and the page in it. A new citizen gets a new page: it is made behind the old one, shown when it has drawn,
 * and the old one is destroyed with its process and its partition.
 */
export class KioskWindow {
  readonly #window: BaseWindow
  readonly #options: PageOptions
  #shown: PageView | undefined
  #coming: PageView | undefined
  #connected: (() => void) | undefined

  constructor(config: KioskConfig['window'], options: Omit<PageOptions, 'lost'>, lost: (reason: string) => void) {
    const { width, height, isFullScreen } = config
    this.#options = { ...options, lost }
    this.#window = new BaseWindow({
      width,
      height,
      x: 0,
      y: 0,
      frame: false,
      kiosk: isFullScreen,
      fullscreen: isFullScreen,
      resizable: false,
      minimizable: false,
      closable: false,
      backgroundColor: BACKGROUND,
      title: '',
    })
    this.#window.setContentProtection(true)
    this.#window.on('resize', () => this.#fit())
  }

  isOurs(webContentsId: number): boolean {
    return this.#shown?.id === webContentsId || this.#coming?.id === webContentsId
  }

  push(view: AnyView): void {
    this.#shown?.push(view)
    this.#coming?.push(view)
  }

  /** A page has made its first call: its scripts run and it has a view to draw. */
  pageConnected(webContentsId: number): void {
    if (this.#coming?.id === webContentsId) this.#connected?.()
  }

  /** Makes a fresh page and shows it in place of the present one; resolves when it can be used. */
  async renew(): Promise<void> {
    if (this.#coming) await this.#discard(this.#coming)
    const page = new PageView(this.#options)
    this.#coming = page
    this.#window.contentView.addChildView(page.view, 0)
    this.#fit()
    const isConnected = new Promise<void>((resolve) => (this.#connected = resolve))
    const loading = Promise.all([page.load(), within(isConnected)])
    await loading.catch((error: unknown) => {
      if (this.#coming === page) throw error
    })
    if (this.#coming !== page) return // a newer page has taken its place
    await this.#swap(page)
  }

  destroy(): void {
    this.#shown = this.#coming = undefined
    this.#window.destroy()
  }

  async #swap(page: PageView): Promise<void> {
    const old = this.#shown
    this.#shown = page
    this.#coming = undefined
    this.#window.contentView.addChildView(page.view) // to the front
    await within(page.painted().catch(() => undefined)) // a page that dies here is reported as lost
    page.view.webContents.focus()
    clipboard.clear()
    if (old) await this.#discard(old)
  }

  async #discard(page: PageView): Promise<void> {
    this.#window.contentView.removeChildView(page.view)
    await page.close()
  }

  #fit(): void {
    const { width, height } = this.#window.getContentBounds()
    for (const page of [this.#shown, this.#coming]) page?.view.setBounds({ x: 0, y: 0, width, height })
  }
}

/** A page that draws nothing must not keep the counter waiting for ever: it is shown as it is. */
function within(work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(resolve, SHOW_LIMIT_MS)
    work.then(resolve, reject).finally(() => clearTimeout(limit))
  })
}
