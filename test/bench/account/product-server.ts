/** The product's server for the account benchmark: everything switched on, with caps that a benchmark does not meet. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultPolicy } from '../../../sync-server/contract/policy.ts'
import type { Passwords } from '../../../sync-server/platform/passwords.ts'
import { settingsOf } from '../../../sync-server/platform/settings.ts'
import { startServer } from '../../../sync-server/start.ts'
import { answerBench, benchServerSettings } from './answer-bench.ts'
import { trivialHash } from './trivial-hash.ts'

const MANY = 10_000_000
const { folder, hashing } = benchServerSettings()
const account = { ...defaultPolicy.account, codesPerNetwork: MANY, codesPerDay: MANY }
writeFileSync(join(folder, 'policy.json'), JSON.stringify({ ...defaultPolicy, account }))

const trivial: Passwords = {
  hash: (password) => Promise.resolve(trivialHash(password)),
  isMatch: (password, kept) => Promise.resolve(kept === trivialHash(password)),
}
const server = await startServer(settingsOf({ HALL_DATA: folder, HALL_MODE: 'demo', HALL_LOG: 'silent' }), {
  openRequestsPerMinute: MANY,
  clientRequestsPerMinute: MANY,
  ...(hashing === 'trivial' ? { passwords: trivial } : {}),
})
answerBench(server.url)
