import { utilityProcess } from 'electron'
import type { FromHost } from './device-messages.ts'
import type { HostProcess } from './host-process.ts'

/** Starts the device host in a process of its own: a driver that aborts or hangs takes nothing else down. */
export function utilityHost(modulePath: string): HostProcess {
  const child = utilityProcess.fork(modulePath, [], { serviceName: 'hall-devices', stdio: 'inherit' })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', (message: FromHost) => listener(message))
    },
    onExit: (listener) => {
      child.once('exit', listener)
    },
    kill: () => {
      child.kill()
    },
  }
}
