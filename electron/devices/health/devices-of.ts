import type { Device } from '../../../sync-server/contract/device-health.ts'
import type { KioskConfig } from '../../config/kiosk-config.ts'

/** The devices of a counter that its own process speaks with, as they are configured; a reader is always looked for. */
export function wiredDevices({
  printer,
  scanners,
  stage,
}: Pick<KioskConfig, 'printer' | 'scanners' | 'stage'>): readonly Device[] {
  const isThere: Partial<Record<Device, unknown>> = {
    ...scanners,
    printer,
    'camera-mount': stage.mount,
    light: stage.light,
  }
  return [
    'reader',
    ...(['zone-reader', 'code-scanner', 'printer', 'camera-mount', 'light'] as const).filter(
      (device) => isThere[device] !== undefined,
    ),
  ]
}
