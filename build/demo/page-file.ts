import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'page')
const files: Readonly<Record<string, readonly [name: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
}

/** A file of the devices page by its path; nothing for any other path. */
export function pageFile(path: string): { readonly type: string; readonly bytes: Uint8Array } | undefined {
  const [name, type] = files[path] ?? []
  return name === undefined || type === undefined ? undefined : { type, bytes: readFileSync(join(folder, name)) }
}
