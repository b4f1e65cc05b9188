import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Hall } from './hall.ts'

/** Where something of a person is still to be found: on the screen, in the browser's storage, or in a file of the kiosk. */
export async function tracesOf(hall: Hall, words: readonly string[]): Promise<readonly string[]> {
  const places = [...(await onScreen(hall)), ...onDisk(hall)]
  return places.flatMap(([place, content]) =>
    words.filter((word) => holds(content, word)).map((word) => `${place}: ${word}`),
  )
}

type Place = readonly [name: string, content: Buffer]

function holds(content: Buffer, word: string): boolean {
  return content.includes(Buffer.from(word, 'utf8')) || content.includes(Buffer.from(word, 'utf16le'))
}

async function onScreen({ page }: Hall): Promise<readonly Place[]> {
  const found = await page.evaluate(async () => ({
    document: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll('input')].map(({ value }) => value).join('\n'),
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    databases: JSON.stringify(await indexedDB.databases()),
  }))
  return Object.entries(found).map(([name, text]) => [name, Buffer.from(text)])
}

function onDisk({ demo }: Hall): readonly Place[] {
  const { data } = demo.readyLine
  const files = globSync(['kiosk/**/*', 'log/kiosk.log'], { cwd: data })
  return files.flatMap((name) => {
    try {
      const path = join(data, name)
      return statSync(path).isFile() ? [[name, readFileSync(path)] as const] : []
    } catch {
      return [] // the browser removed one of its own files meanwhile
    }
  })
}
