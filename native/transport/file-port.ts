import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { DeviceError } from '../device-error.ts'
import type { BytePort, PortSettings } from './byte-port.ts'
import type { Clock } from './clock.ts'
import { DevicePort } from './device-port.ts'
import { nodeIdentity, untilNodeIsGone } from './node-identity.ts'

/** A full buffer and an answer that has not come are looked at again after so long. */
const LOOK_EVERY_MS = 20
/** Devices of this kind speak when they are asked: so long after a question nobody looks any more. */
const ANSWER_WITHIN_MS = 1_000
const CHUNK_BYTES = 256

const ignore = (): void => {}
const isNotYet = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EAGAIN'

/** A character device that is no terminal, such as a printer behind the kernel's usblp driver (`/dev/usb/lp0`). */
class FilePort extends DevicePort implements BytePort {
  readonly #file: FileHandle
  #looksUntil = 0
  #looking: Promise<void> | undefined

  constructor(file: FileHandle, clock: Clock) {
    super(clock)
    this.#file = file
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.signal.throwIfAborted()
    await this.taken(this.#writeAll(bytes))
    this.#looksUntil = this.clock.now() + ANSWER_WITHIN_MS
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined))
  }

  protected release(): Promise<void> {
    return Promise.resolve(this.#looking).then(() => this.#file.close().catch(ignore))
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const taken = await this.#file.write(bytes, at).then(({ bytesWritten }) => bytesWritten, nothingYet)
      at += taken
      if (taken === 0) await this.clock.wait(LOOK_EVERY_MS, this.signal)
    }
  }

  async #look(): Promise<void> {
    const chunk = new Uint8Array(CHUNK_BYTES)
    while (!this.hasEnded && this.clock.now() < this.#looksUntil) {
      const count = await this.#read(chunk)
      if (count > 0) this.hear(chunk.slice(0, count))
      else await this.clock.wait(LOOK_EVERY_MS, this.signal).catch(ignore) // the port ended: so does the loop
    }
  }

  async #read(chunk: Uint8Array): Promise<number> {
    try {
      return await this.#file.read(chunk, 0, chunk.length, null).then(({ bytesRead }) => bytesRead, nothingYet)
    } catch (cause) {
      this.finish(cause)
      return 0
    }
  }
}

function nothingYet(error: unknown): number {
  if (isNotYet(error)) return 0
  throw error
}

/** Opens a character device that is no terminal as it is: no speed, no modem lines. Throws as a serial line does. */
export async function openFilePort({ path }: Pick<PortSettings, 'path'>, clock: Clock): Promise<BytePort> {
  const identity = await nodeIdentity(path)
  try {
    const file = await open(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
    const port = new FilePort(file, clock)
    void untilNodeIsGone({ path, identity }, { clock, signal: port.signal }).then(
      () => port.finish(new Error('the device node has gone')),
      ignore, // the port ended first
    )
    return port
  } catch (cause) {
    const isBusy = cause instanceof Error && 'code' in cause && cause.code === 'EBUSY'
    throw new DeviceError(isBusy ? 'reader.port-busy' : 'reader.not-connected', { cause })
  }
}
