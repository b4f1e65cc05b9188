import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BenchLine } from '../../test/bench/rounds.ts'
import { endOnSignals } from '../setup/shell.ts'

endOnSignals()

// One JSON line per figure, beside the baseline measured in turns with it; a name runs that benchmark alone.
const folder = new URL('../../test/bench/', import.meta.url)
const all = readdirSync(fileURLToPath(folder))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`no benchmark ${unknown.join(', ')}; there are: ${all.join(', ')}\n`)
  process.exit(2)
}
for (const name of wanted.length > 0 ? wanted : all) {
  const { run } = (await import(new URL(`${name}.bench.ts`, folder).href)) as { run: () => Promise<BenchLine[]> }
  for (const figure of await run()) process.stdout.write(`${JSON.stringify(figure)}\n`)
}
