import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ServerKeys } from '../contract/kiosk.ts'
import { verifyLedger } from '../ledger/verify-ledger.service.ts'
import { isValid, parseJson } from '../platform/schema.ts'
import { command, say, UsageFault } from './command.ts'

const USAGE = `usage: npm run verify-ledger -- KEYS LEDGER…
KEYS    the server's public keys, as create-keys.ts printed them; several files where keys were renewed
LEDGER  what export-ledger.ts wrote
Needs no database, no network and no secret.`

function read(path: string): string {
  try {
    return readFileSync(resolve(process.env['HALL_CALLER_DIR'] ?? '.', path), 'utf8')
  } catch {
    throw new UsageFault(`${path} cannot be read\n${USAGE}`)
  }
}

await command(async () => {
  const files = process.argv.slice(2).map((path) => ({ path, text: read(path) }))
  const parsed = files.map((file) => ({ ...file, keys: parseJson(file.text) }))
  const keys = parsed.flatMap((file) => (isValid(ServerKeys, file.keys) ? [file.keys] : []))
  const ledgers = parsed.filter((file) => !isValid(ServerKeys, file.keys))
  if (keys.length === 0 || ledgers.length === 0) throw new UsageFault(USAGE)
  for (const { path, text } of ledgers) {
    const { faults, ...counts } = verifyLedger(text, keys)
    for (const fault of faults) say(JSON.stringify({ ledger: path, fault }))
    say(JSON.stringify({ ledger: path, verified: faults.length === 0, ...counts, faults: faults.length }))
    if (faults.length > 0) process.exitCode = 1
  }
  await Promise.resolve()
})
