import { eachLine } from '../audit/audit.service.ts'
import { say, withFoundation, wordsOf } from './command.ts'

const USAGE =
  'usage: export-audit.ts [--home HOME] > FILE    (every line with its hash, as JSON lines, for keeping elsewhere)'

await withFoundation(async ({ database }) => {
  const { home } = wordsOf(['home'], USAGE)
  await eachLine(database.reader, home, (line) => say(JSON.stringify(line)))
})
