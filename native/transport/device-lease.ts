import { createServer } from 'node:net'
import { DeviceError } from '../device-error.ts'

/** The right to talk to a device; nobody else has it until it is released or this process ends. */
export interface DeviceLease {
  release(): void
}

/** A name that only one process can listen on and that the system frees with its process. */
const endpointOf = (path: string): string =>
  process.platform === 'win32' ? `\\\\.\\pipe\\hall-kiosk${path.replaceAll('\\', '/')}` : `\0hall-kiosk${path}`

/** HID devices open as often as anybody likes: two programs would each get half of every answer. Throws `reader.port-busy`. */
export function leaseDevice(path: string): Promise<DeviceLease> {
  const server = createServer((visitor) => visitor.destroy())
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new DeviceError('reader.port-busy', { cause })))
    server.listen(endpointOf(path), () => {
      server.unref()
      resolve({ release: () => void server.close() })
    })
  })
}
