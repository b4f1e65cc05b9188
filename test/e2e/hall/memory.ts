import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hall } from './hall.ts'

/** Process id of the page that is shown. */
export function pagePid({ app }: Hall): Promise<number> {
  return app.evaluate(({ webContents }) => webContents.getAllWebContents().at(-1)?.getOSProcessId() ?? 0)
}

async function wordsIn(
  words: readonly string[],
  snapshot: (file: string) => Promise<unknown>,
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-heap-'))
  const file = join(folder, 'snapshot')
  try {
    await snapshot(file)
    const heap = readFileSync(file)
    return words.filter((word) => heap.includes(Buffer.from(word)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Which of these words are in the heap of the shown page's process. */
export function wordsInPageHeap({ app }: Hall, words: readonly string[]): Promise<readonly string[]> {
  return wordsIn(words, (file) =>
    app.evaluate(({ webContents }, path) => webContents.getAllWebContents().at(-1)?.takeHeapSnapshot(path), file),
  )
}

/** Which of these words are in the heap of the kiosk's own process, after everything unused has been collected. */
export function wordsInKioskHeap({ app }: Hall, words: readonly string[]): Promise<readonly string[]> {
  return wordsIn(words, (file) =>
    app.evaluate((_electron, path) => process.getBuiltinModule('node:v8').writeHeapSnapshot(path), file),
  )
}

/** What the system's clipboard holds. */
export function clipboardText({ app }: Hall): Promise<string> {
  return app.evaluate(({ clipboard }) => clipboard.readText())
}

/** Puts something on the system's clipboard, as a page that could copy would. */
export function copy({ app }: Hall, text: string): Promise<void> {
  return app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text)
}

/** What the shown page's partition keeps, and how far its history goes back. */
export async function keptByBrowser({
  app,
  page,
}: Hall): Promise<{ cookies: number; caches: number; history: number }> {
  const cookies = await app.evaluate(async ({ webContents }) => {
    const shown = webContents.getAllWebContents().at(-1)
    return (await shown?.session.cookies.get({}))?.length ?? 0
  })
  const rest = await page.evaluate(async () => ({ caches: (await caches.keys()).length, history: history.length }))
  return { cookies, ...rest }
}
