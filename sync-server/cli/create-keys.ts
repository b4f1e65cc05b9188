import { completedKeys, keyPath, newKeys, readKeys, writeKeys } from '../platform/keys/key-file.ts'
import { serverKeysOf } from '../platform/keys/server-keys.ts'
import { command, say, UsageFault } from './command.ts'

await command(async () => {
  const dataDir = process.env['HALL_DATA']
  if (dataDir === undefined) throw new UsageFault('HALL_DATA must name the data folder')
  const known = readKeys(dataDir)
  if (known?.identity) throw new UsageFault(`${keyPath(dataDir)} exists already and is never replaced`)
  const keys = known ? completedKeys(known) : newKeys('by-administrator')
  writeKeys(dataDir, keys)
  say(JSON.stringify(serverKeysOf(keys).public))
  await Promise.resolve()
})
