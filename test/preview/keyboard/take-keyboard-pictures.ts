import type { Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeInputDictionary } from '../../../build/app/input-dictionary.ts'
import { readDictionary } from '../../../electron/input-method/dictionary.ts'
import { PinyinEngine } from '../../../electron/input-method/pinyin-engine.ts'
import type { FieldId } from '../../../sync-server/contract/field.ts'
import { openKeyboardPages, type OpenPages } from './open-keyboard-page.ts'

/** `node test/preview/keyboard/take-keyboard-pictures.ts [PART-OF-A-NAME]`: every layout and page of the keyboard, at both sizes and types. */
const root = join(import.meta.dirname, '../../..')
const folder = join(root, 'test-results/screens')
const engine = new PinyinEngine(readDictionary(makeInputDictionary(join(root, 'node_modules'))))
const begun = (letters: string): string[] => [...letters].map((_, index) => letters.slice(0, index + 1))
const asked = ['zhangwei', 'abudurexiti', 'lin', 'yan'].flatMap(begun)
const scenes: readonly (readonly [name: string, field: FieldId, press: readonly string[]])[] = [
  ['digits', 'phoneNumber', [...'10000000018']],
  ['id-number', 'residentIdNumber', [...'119999']],
  ['letters', 'username', []],
  ['letters-shift', 'username', ['大写', '大写']],
  ['letters-symbols', 'username', ['符号']],
  ['email', 'email', [...'abc', '@163.com']],
  ['pinyin', 'fullName', []],
  ['pinyin-name', 'fullName', [...'zhangwei']],
  ['pinyin-long', 'fullName', [...'abudurexiti']],
  ['pinyin-rare', 'fullName', [...'lin']],
  ['pinyin-rare-chosen', 'fullName', [...'lin', '𬴊', ...'yan']],
  ['pinyin-latin', 'fullName', ['英文']],
  ['hidden', 'fullName', ['收起']],
]

/** Keys smaller than a finger needs, keys whose face does not fit, and keys that are not on the screen. */
async function faultsOf(page: Page, smallest: number): Promise<string[]> {
  return page.locator('.keyboard button').evaluateAll((keys, least) => {
    const isSmall = ({ width, height }: DOMRect): boolean => width < least || height < least
    const named = (key: Element): string => key.getAttribute('aria-label') ?? ''
    const small = keys.filter((key) => isSmall(key.getBoundingClientRect())).map((key) => `${named(key)} is small`)
    const cut = keys.filter((key) => key.scrollWidth > key.clientWidth + 1).map((key) => `${named(key)} is cut`)
    const isOut = ({ left, right, bottom }: DOMRect): boolean => left < 0 || right > innerWidth || bottom > innerHeight
    const out = keys.filter((key) => isOut(key.getBoundingClientRect())).map((key) => `${named(key)} is out of sight`)
    return [...small, ...cut, ...out]
  }, smallest)
}

interface Picture {
  readonly scene: (typeof scenes)[number]
  readonly viewport: { width: number; height: number }
  readonly type: string
}

async function take(pages: OpenPages, { scene: [name, field, press], viewport, type }: Picture): Promise<void> {
  const page = await pages.open(viewport)
  await page.evaluate((chosen) => (document.documentElement.dataset['type'] = chosen), type)
  await page.locator(`[id$=${field}]`).focus()
  for (const key of press) await page.getByRole('button', { name: key, exact: true }).tap()
  await page.screenshot({ path: join(folder, `keyboard-${name}.${type}.${viewport.width}.png`) })
  const faults = await faultsOf(page, viewport.width < viewport.height ? 88 : 64)
  if (faults.length > 0) console.log(`${name}, ${type}, ${viewport.width}: ${faults.join('; ')}`)
  await page.close()
}

mkdirSync(folder, { recursive: true })
const wanted = process.argv[2] ?? ''
const sizes = [
  { width: 1080, height: 1920 },
  { width: 1920, height: 1080 },
]
const open = await openKeyboardPages(Object.fromEntries(asked.map((letters) => [letters, engine.suggest(letters)])))
const pictures = scenes
  .filter(([name]) => name.includes(wanted))
  .flatMap((scene) => sizes.flatMap((viewport) => ['usual', 'large'].map((type) => ({ scene, viewport, type }))))
for (const picture of pictures) await take(open, picture)
await open.close()
