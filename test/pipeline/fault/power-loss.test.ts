import { expect, test } from 'vitest'
import { lookAtKiosk } from '../../fault/disk/look-at-kiosk.ts'
import { lookAtServer } from '../../fault/disk/look-at-server.ts'
import { replay, withoutWaiting } from '../../fault/disk/replay.ts'
import { kioskLog, serverLog } from '../../fault/power-loss.ts'

const SEED = 20_261_122

test('a kiosk that loses its power at any write keeps whatever it has acknowledged', { timeout: 240_000 }, async () => {
  const log = await kioskLog()
  const found = await replay(log, { points: 300, seed: SEED }, lookAtKiosk)
  expect(found).toMatchObject({ points: 300, lost: 0, doubled: 0, damaged: 0 })
  expect(found.told).toBeGreaterThan(0)
  const careless = await replay(withoutWaiting(log), { points: 60, seed: SEED }, lookAtKiosk)
  expect(careless.lost, 'the same kiosk on a database that does not wait for its disk').toBeGreaterThan(0)
})

test(
  'a server that loses its power at any write keeps every receipt and has whole books',
  { timeout: 240_000 },
  async () => {
    const found = await replay(await serverLog(), { points: 100, seed: SEED }, lookAtServer)
    expect(found).toMatchObject({ points: 100, lost: 0, doubled: 0, damaged: 0 })
    expect(found.told).toBeGreaterThan(0)
  },
)
