import { expect, type Locator, type Page } from '@playwright/test'
import type { ScreenAlbum } from './screen-album.ts'

const screenTimeoutMs = 10_000
const lookMs = 250

/** A pair of hands at a screen of the kiosk: presses what a person would press, found by role and name. */
export class ScreenRobot {
  readonly #pages: () => readonly Page[]
  readonly #album: ScreenAlbum

  /** `pages` are the window's pages at the moment: every citizen gets a new one, so it changes. */
  constructor(pages: () => readonly Page[], album: ScreenAlbum) {
    this.#pages = pages
    this.#album = album
  }

  /** The page that is shown now. */
  get page(): Page {
    const page = this.#pages().at(-1)
    if (page === undefined) throw new Error('the kiosk shows nothing')
    return page
  }

  /** Takes a picture of the screen as it is now, and says where it lies. */
  keep(name: string): Promise<string> {
    return this.#album.keep(this.page, name)
  }

  /** Waits for the screen with this first heading, also while one page is being replaced by the next. */
  async sees(title: string, timeout = screenTimeoutMs): Promise<void> {
    await expect(async () => {
      expect(this.#pages(), 'pages in the window').toHaveLength(1)
      const heading = this.page.getByRole('heading', { level: 1, name: title })
      await expect(heading).toBeVisible({ timeout: lookMs })
    }).toPass({ timeout, intervals: [lookMs] })
  }

  /** The first heading of the screen that is shown. */
  async title(): Promise<string> {
    return (await this.page.getByRole('heading', { level: 1 }).innerText()).trim()
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  press(name: string): Promise<void> {
    return this.button(name).click()
  }

  /** The alert that a failure shows, with these words in it. */
  alert(words: string): Locator {
    return this.page.getByRole('alert').filter({ hasText: words })
  }

  /** Parts that reach beyond the window: a screen that has to be scrolled sideways is broken. */
  overflowing(): Promise<readonly string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('button, input, h1, canvas')].flatMap((part) => {
        const { left, right, top, bottom, width } = part.getBoundingClientRect()
        const isOutside = left < 0 || right > innerWidth || top < 0 || bottom > innerHeight
        return width > 0 && isOutside ? [part.outerHTML.slice(0, 120)] : []
      }),
    )
  }

  /** 结束并清除, and the question before it. */
  async leave(): Promise<void> {
    await this.press('结束并清除')
    await this.page.getByRole('dialog').getByRole('button', { name: '结束并清除' }).click()
  }
}
