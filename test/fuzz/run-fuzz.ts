import { parseArgs } from 'node:util'
import { fuzz } from './fuzzing.ts'
import { parsers } from './parsers.ts'

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: String(Date.now() % 1e9) } },
  allowPositionals: true,
})
const limitMs = Number(values.minutes) * 60_000
const wanted = parsers.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
if (wanted.length === 0 || !(limitMs > 0)) {
  process.stderr.write(
    `fuzz [--minutes N] [--seed N] [NAME …]; there are: ${parsers.map(({ name }) => name).join(', ')}\n`,
  )
  process.exit(2)
}

// One JSON line for each parser: how often it ran, how much memory stayed, and what it did not survive.
for (const parser of wanted) {
  const end = performance.now() + limitMs
  const isOver = (executions: number): boolean => executions % 256 === 0 && performance.now() > end
  const result = fuzz(parser, { seed: Number(values.seed), isOver })
  const heapMb = Math.round(process.memoryUsage().heapUsed / 1e6)
  process.stdout.write(`${JSON.stringify({ name: parser.name, seed: Number(values.seed), heapMb, ...result })}\n`)
  if (result.failure) process.exitCode = 1
}
