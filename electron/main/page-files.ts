import { readdirSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { PAGE_ORIGIN } from './page-url.ts'

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.bin': 'application/octet-stream',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
}

/** One file that the window may have. */
export interface PageFile {
  readonly path: string
  readonly mime: string
}

/** Every file that the window may have by its exact address; made once at start, so that no request forms a path. */
export function pageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.flatMap((entry) => {
      const path = join(entry.parentPath, entry.name)
      const mime = MIME[extname(entry.name)]
      const address = `${PAGE_ORIGIN}/${relative(folder, path).split(sep).map(encodeURIComponent).join('/')}`
      return mime === undefined ? [] : [[address, { path, mime }] as const]
    }),
  )
}
