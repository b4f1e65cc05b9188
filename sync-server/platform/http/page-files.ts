import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { sha256Hex } from '../digest.ts'

/** What a file of the pages is to a browser; anything else is not served. */
const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.bin': 'application/octet-stream',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}
/** Ways of compressing for which a file may lie ready beside the plain one, the better first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const
/** A name that holds the hash of its content, as the bundler writes it: it never changes. */
const HASHED = /[-.][\w-]{8,}\.[a-z\d]+$/

/** A form in which a file can be sent; without an encoding it is the plain one. */
export interface FileForm {
  readonly encoding: string | undefined
  readonly bytes: Buffer
}

/** One file of built pages, the best form first. */
export interface PageFile {
  readonly mime: string
  readonly etag: string
  readonly isImmutable: boolean
  readonly forms: readonly FileForm[]
}

function fileAt(path: string, mime: string): PageFile {
  const bytes = readFileSync(path)
  const packed = ENCODINGS.flatMap(([encoding, suffix]) =>
    existsSync(path + suffix) ? [{ encoding, bytes: readFileSync(path + suffix) }] : [],
  )
  const etag = `"${sha256Hex(bytes).slice(0, 32)}"`
  const isImmutable = HASHED.test(path) && mime !== MIME['.html']
  return { mime, etag, isImmutable, forms: [...packed, { encoding: undefined, bytes }] }
}

/** Every file of a folder by its address below the folder's own; read once, so that no request ever names a path on the disk. */
export function pageFiles(folder: string): ReadonlyMap<string, PageFile> {
  if (!existsSync(folder)) return new Map()
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    entries.flatMap(({ parentPath, name }) => {
      const mime = MIME[extname(name)]
      const path = join(parentPath, name)
      return mime === undefined ? [] : [[relative(folder, path).split(sep).join('/'), fileAt(path, mime)] as const]
    }),
  )
}

/** The best form that a client says it takes (RFC 9110 12.5.3), by the names that it lists. */
export function formFor(file: PageFile, accepted: string): FileForm | undefined {
  const names = new Set(
    accepted
      .toLowerCase()
      .split(',')
      .map((each) => each.trim())
      .filter((each) => !/;\s*q=0(\.0*)?$/.test(each))
      .map((each) => each.split(';')[0]?.trim()),
  )
  return file.forms.find(({ encoding }) => encoding === undefined || names.has(encoding))
}
