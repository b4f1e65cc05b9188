import { readFileSync } from 'node:fs'
import { Type } from 'typebox'
import { verifyAudit } from '../audit/audit.service.ts'
import { verifyRecords } from '../intake/books.service.ts'
import { verifyLevels } from '../levels/levels.service.ts'
import { isValid, parseJson } from '../platform/schema.ts'
import { say, UsageFault, withFoundation, wordsOf } from './command.ts'

const USAGE = 'usage: verify.ts [--heads FILE]    (FILE: the heads that an earlier run printed, kept elsewhere)'
const Heads = Type.Array(Type.Object({ home: Type.String(), seq: Type.Integer(), hash: Type.String() }))

function knownHeads(path: string | undefined) {
  if (path === undefined) return []
  const heads = parseJson(readFileSync(path, 'utf8'))
  if (!isValid(Heads, heads)) throw new UsageFault(USAGE)
  return heads
}

await withFoundation(async ({ database, keys }) => {
  const { heads: path } = wordsOf(['heads'], USAGE)
  const audit = await verifyAudit(database.reader, knownHeads(path))
  const records = await verifyRecords(database.reader, keys)
  const levels = await verifyLevels(database.reader)
  const faults = [...audit.broken, ...records.faults, ...levels.faults]
  for (const fault of faults) say(JSON.stringify({ fault }))
  say(JSON.stringify({ heads: audit.heads }))
  const counts = { auditLines: audit.lines, records: records.records, grants: levels.grants, checks: levels.checks }
  say(JSON.stringify({ verified: faults.length === 0, ...counts, faults: faults.length }))
  if (faults.length > 0) process.exitCode = 1
})
