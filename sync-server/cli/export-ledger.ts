import { exportLedger } from '../ledger/ledger.service.ts'
import { say, withFoundation, wordsOf } from './command.ts'

const USAGE =
  'usage: export-ledger.ts > FILE    (receipts, sealed records, grants and audit, for verify-ledger on another machine)'

await withFoundation(async ({ database, keys, clock }) => {
  wordsOf([], USAGE)
  await exportLedger({ reader: database.reader, keys, clock }, say)
})
