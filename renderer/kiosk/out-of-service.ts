import { failures, isFailureCode } from '../../sync-server/contract/failure.ts'
import {
  type Device,
  type DeviceHealth,
  deviceStates,
  devices,
  type KioskMode,
  withoutDevice,
} from '../../sync-server/contract/device-health.ts'

/** What is out of service without a device, and how work goes on; empty where nothing of this mode needs it. */
export function lossOf(device: Device, mode: KioskMode): string {
  const without = withoutDevice(device, mode)
  return without ? `${without.lost}暂停；${without.instead}` : ''
}

/** The scanners that are out of service at a counter, with what staff do meanwhile. */
export function scannersLost(
  health: readonly DeviceHealth[],
): readonly { readonly title: string; readonly action: string }[] {
  return health.flatMap(({ device, state, code }) => {
    const isLost = state === 'faulty' && (device === 'zone-reader' || device === 'code-scanner')
    if (!isLost) return []
    const known = code !== undefined && isFailureCode(code)
    const title = known ? failures[code].title : `${devices[device].title}${deviceStates.faulty.title}`
    return [{ title, action: lossOf(device, 'counter') }]
  })
}

/** What a citizen is told of a device that was there and is not any more; empty for one that works or never did. */
export function lossNow(health: readonly DeviceHealth[], device: Device, mode: KioskMode): string {
  const found = health.find((each) => each.device === device)
  return found?.state === 'faulty' && found.errors > 0 ? lossOf(device, mode) : ''
}
