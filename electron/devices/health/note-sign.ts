import type { Device, DeviceHealth } from '../../../sync-server/contract/device-health.ts'
import type { DeviceSign } from './device-signs.ts'

/** A device that nobody has looked at yet. */
export function startingHealth(device: Device, at: Date): DeviceHealth {
  return { device, state: 'starting', since: at.toISOString(), errors: 0 }
}

/** Whether a sign says anything that is not known already. */
export function isNews(health: DeviceHealth, { state, code, paper }: DeviceSign): boolean {
  return health.state !== state || health.code !== code || (paper !== undefined && health.paper !== paper)
}

/** A device's health after a sign. Going out of service counts as an error; never having been in service does not. */
export function noteSign(health: DeviceHealth, sign: DeviceSign, at: Date): DeviceHealth {
  if (!isNews(health, sign)) return health
  const { code: _code, ...kept } = health
  const hasFailed = sign.state === 'faulty' && (health.state === 'working' || health.state === 'attention')
  const since = health.state === sign.state ? health.since : at.toISOString()
  return { ...kept, ...sign, since, errors: health.errors + (hasFailed ? 1 : 0) }
}

/** A device's health after it did its work. */
export function noteSuccess(health: DeviceHealth, at: Date): DeviceHealth {
  return { ...health, lastSuccessAt: at.toISOString() }
}
