import { parseArgs } from 'node:util'
import { plantedBugs } from './planted-bug.ts'
import type { SeedsResult } from './seeds.ts'
import { Simulation } from './simulation.ts'

/** Simulates seeds in a process of its own, whose timers are the simulation's, and prints what they came to as one line of JSON. */
const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    step: { type: 'string', default: '1' },
    count: { type: 'string', default: '1' },
    'budget-ms': { type: 'string', default: '0' },
    bug: { type: 'string' },
  },
})
const [from, step, count, budgetMs] = [values.from, values.step, values.count, values['budget-ms']].map(Number) as [
  number,
  number,
  number,
  number,
]
const bug = plantedBugs.find((one) => one === values.bug)
const simulation = await Simulation.prepare()
const since = performance.now()
const total = { seeds: 0, records: 0, grants: 0, deaths: 0, mishaps: 0, virtualMs: 0 }
const violations: { seed: number; violation: string }[] = []
const isInTime = (): boolean => budgetMs === 0 || performance.now() - since < budgetMs

for (let i = 0; i < count && isInTime() && violations.length < 20; i++) {
  const { seed, violation, ...counts } = await simulation.run(from + i * step, bug)
  total.seeds++
  for (const name of ['records', 'grants', 'deaths', 'mishaps', 'virtualMs'] as const) total[name] += counts[name]
  if (violation) violations.push({ seed, violation })
  if (violation && bug) break
}
const cpu = process.cpuUsage()
const result: SeedsResult = {
  ...total,
  violations,
  ms: performance.now() - since,
  cpuMs: (cpu.user + cpu.system) / 1000,
}
process.stdout.write(`${JSON.stringify(result)}\n`)
