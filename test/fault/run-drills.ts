import type { DrillResult } from './drill.ts'
import { drills } from './drills.ts'

const names = process.argv.slice(2)
const unknown = names.filter((name) => !drills.some((drill) => drill.name === name))
if (unknown.length > 0) {
  const known = drills.map(({ name }) => name).join(', ')
  process.stderr.write(`there is no drill ${unknown.join(', ')}; there are ${known}\n`)
  process.exit(2)
}

const results: DrillResult[] = []
for (const drill of drills.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const result = await drill.run()
  console.log(JSON.stringify(result))
  results.push(result)
}
console.log(conclusion(results))
process.exitCode = results.every(({ lost, doubled }) => lost + doubled === 0) ? 0 : 1

function conclusion(results: readonly DrillResult[]): string {
  const sum = (count: (result: DrillResult) => number): number => results.reduce((total, one) => total + count(one), 0)
  const done = results.filter(({ skipped }) => skipped === undefined)
  const left = results.length - done.length
  const skipped = left === 0 ? '' : `, ${left} not possible here`
  const counts = `${sum(({ records }) => records)} records, ${sum(({ lost }) => lost)} lost, ${sum(({ doubled }) => doubled)} doubled`
  return `tried ${done.length} drills (${done.map(({ tried }) => tried).join('; ')})${skipped}: ${counts}`
}
