import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { join } from 'node:path'
import { resultsDir } from '../../../build/setup/paths.ts'

/** Keeps a picture of every screen in every state, and has each checked for accessibility as it is taken. */
export class ScreenAlbum {
  readonly #folder: string
  readonly #isWhole: boolean

  /** `isWhole` takes all of a page that is scrolled, not only what is in sight. */
  constructor(size: { readonly width: number; readonly height: number }, isWhole = false) {
    this.#isWhole = isWhole
    this.#folder = join(resultsDir, 'screens', `${size.width}x${size.height}`)
  }

  /** Takes the screen as it is now, and says where its picture lies. */
  async keep(page: Page, name: string): Promise<string> {
    await settled(page)
    const path = join(this.#folder, `${name}.png`)
    await page.screenshot({ path, fullPage: this.#isWhole })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    expect.soft(found, `accessibility of ${name}`).toEqual([])
    expect.soft(await page.getByRole('heading', { level: 1 }).count(), `first headings of ${name}`).toBe(1)
    return path
  }
}

/** A picture in the middle of a transition shows neither screen, and axe would complain of its half-seen colours. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect }) => {
      const isEndless = effect?.getComputedTiming().iterations === Infinity
      return isEndless || playState !== 'running'
    }),
  )
}
