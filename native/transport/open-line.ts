import { stat } from 'node:fs/promises'
import type { OpenPort } from './byte-port.ts'
import { openFilePort } from './file-port.ts'
import { openSerialPort } from './serial-port.ts'

/** What the serial binding says of a character device that has no speed, such as a USB printer. */
const NO_TERMINAL = /inappropriate ioctl/i

async function isPlainDevice(path: string, error: unknown): Promise<boolean> {
  const because = error instanceof Error && error.cause instanceof Error ? error.cause.message : ''
  return NO_TERMINAL.test(because) && (await stat(path)).isCharacterDevice()
}

/** Opens whatever character device a path leads to: a terminal as a serial line, any other as it is. */
export const openLine: OpenPort = async (settings, clock) => {
  try {
    return await openSerialPort(settings, clock)
  } catch (error) {
    if (await isPlainDevice(settings.path, error)) return openFilePort(settings, clock)
    throw error
  }
}
