import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../build/setup/paths.ts'

/** systemd's own measure, from 0 to 10: above this a unit counts as exposed. */
const MOST_EXPOSURE = '3.0'
const units = ['kiosk/hall-kiosk.service', 'server/hall-server.service']
const analyse = '/usr/bin/systemd-analyze'

test.for(units)('%s is hardened', (unit, { skip }) => {
  skip(!existsSync(analyse), 'systemd-analyze is not installed here')
  const threshold = `--threshold=${Number(MOST_EXPOSURE) * 10}`
  const args = ['security', '--offline=true', '--no-pager', threshold, join(root, 'build/packaging', unit)]
  const { status, stdout } = spawnSync(analyse, args, { encoding: 'utf8' })
  expect({ status, score: /exposure level.*: ([\d.]+)/.exec(stdout)?.[1] }).toMatchObject({ status: 0 })
})

test.each(units)('%s switches no protection of Chromium off and starts as an ordinary user', (unit) => {
  const text = readFileSync(join(root, 'build/packaging', unit), 'utf8')
  expect(text).not.toContain('--no-sandbox')
  expect(text).toMatch(/^User=hall-(kiosk|server)$/m)
  expect(text).toMatch(/^LimitCORE=0$/m)
})
