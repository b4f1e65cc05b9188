import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { encodePng, type Picture } from './png.ts'

const execute = promisify(execFile)
const largestDumpBytes = 256 * 1024 * 1024
const zPixmap = 2
const colourBytes = 12

/** Where to look: a display, and the window of a process where the display is not our own. */
export interface View {
  readonly env: NodeJS.ProcessEnv
  readonly isOwnDisplay: boolean
  readonly pid: () => number | undefined
}

/** Takes pictures of the kiosk's screen; whoever asks while one is being taken gets that one. */
export class ScreenCamera {
  readonly #view: View
  #running: Promise<Buffer> | undefined

  constructor(view: View) {
    this.#view = view
  }

  /** The screen as it is now, as PNG. */
  picture(): Promise<Buffer> {
    this.#running ??= this.#take().finally(() => (this.#running = undefined))
    return this.#running
  }

  async #take(): Promise<Buffer> {
    const window = this.#view.isOwnDisplay ? undefined : await this.#kioskWindow()
    const target = window === undefined ? ['-root'] : ['-id', window]
    const { stdout } = await execute('xwd', ['-silent', ...target], {
      env: this.#view.env,
      encoding: 'buffer',
      maxBuffer: largestDumpBytes,
    })
    return encodePng(decodeWindowDump(stdout))
  }

  /** Somebody may be working on that display: show the kiosk's window only, where the window manager names it. */
  async #kioskWindow(): Promise<string | undefined> {
    const list = await this.#property(['-root'], '_NET_CLIENT_LIST')
    for (const id of list.match(/0x[0-9a-f]+/g) ?? []) {
      const owner = await this.#property(['-id', id], '_NET_WM_PID')
      if (Number(/= (\d+)/.exec(owner)?.[1]) === this.#view.pid()) return id
    }
    return undefined
  }

  async #property(window: readonly string[], name: string): Promise<string> {
    const { stdout } = await execute('xprop', [...window, name], { env: this.#view.env })
    return stdout
  }
}

/** Reads what `xwd` writes: a header of 32-bit big-endian numbers, a colour table, then the pixels. */
export function decodeWindowDump(dump: Buffer): Picture {
  const number = (index: number): number => dump.readUInt32BE(index * 4)
  const [headerBytes, , format, , width = 0, height = 0] = Array.from({ length: 6 }, (_, index) => number(index))
  const [isBigEndian, bitsPerPixel, rowBytes, colours] = [number(7) === 1, number(11), number(12), number(19)]
  if (format !== zPixmap || bitsPerPixel !== 32) throw new Error('the display has no 24-bit colours')
  const pixels = (headerBytes ?? 0) + colours * colourBytes
  const rgb = new Uint8Array(width * height * 3)
  const first = isBigEndian ? 1 : 2 // byte of red within a pixel; green and blue follow upwards or downwards
  const step = isBigEndian ? 1 : -1
  for (let y = 0, to = 0; y < height; y++) {
    let from = pixels + y * rowBytes + first
    for (let x = 0; x < width; x++, from += 4) {
      rgb[to++] = dump[from] ?? 0
      rgb[to++] = dump[from + step] ?? 0
      rgb[to++] = dump[from + 2 * step] ?? 0
    }
  }
  return { width, height, rgb }
}
