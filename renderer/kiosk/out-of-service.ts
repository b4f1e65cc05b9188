import {
  type Device,
  type DeviceHealth,
  type KioskMode,
  withoutDevice,
} from '../../sync-server/contract/device-health.ts'

/** What is out of service without a device, and how work goes on; empty where nothing of this mode needs it. */
export function lossOf(device: Device, mode: KioskMode): string {
  const without = withoutDevice(device, mode)
  return without ? `${without.lost}暂停；${without.instead}` : ''
}

/** What a citizen is told of a device that was there and is not any more; empty for one that works or never did. */
export function lossNow(health: readonly DeviceHealth[], device: Device, mode: KioskMode): string {
  const found = health.find((each) => each.device === device)
  return found?.state === 'faulty' && found.errors > 0 ? lossOf(device, mode) : ''
}
