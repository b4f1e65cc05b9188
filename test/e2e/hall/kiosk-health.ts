import type { KioskEntry } from '../../../sync-server/contract/console.ts'
import { openConsole } from '../../fixtures/server/console-client.ts'
import type { Hall } from './hall.ts'

/** What the server was told of the hall's kiosk, as an administrator reads it: its standing, version and devices. */
export async function kioskHealth({ demo }: Hall): Promise<() => Promise<string>> {
  const administrator = await openConsole({ url: demo.readyLine.server, clock: { now: () => new Date() } })
  return async () => {
    const { kiosks } = (await administrator.send('GET', '/v1/admin/kiosks')).body as { kiosks: KioskEntry[] }
    const [kiosk] = kiosks
    const devices = kiosk?.report?.devices.map(({ device, state, code }) =>
      [device, state, code].filter(Boolean).join(' '),
    )
    return [kiosk?.standing, kiosk?.report?.version, ...(devices ?? [])].join(', ')
  }
}
