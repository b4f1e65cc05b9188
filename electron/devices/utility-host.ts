import { utilityChild } from '../platform/utility-child.ts'
import type { HostProcess } from './host-process.ts'

/** Starts the device host in a process of its own: a driver that aborts or hangs takes nothing else down. */
export function utilityHost(modulePath: string): HostProcess {
  return utilityChild({ modulePath, serviceName: 'hall-devices' })
}
