import { availableParallelism } from 'node:os'
import type { Drill } from './drill.ts'
import { simulate, wordsOf } from './simulation/seeds.ts'

const count = Number(process.env['HALL_FAULT_SEEDS'] ?? 2_000)
const from = Number(process.env['HALL_FAULT_SEED'] ?? Date.now() % 1_000_000_000)

const lossOf = (violation: string): boolean => !/twice/.test(violation)

/**
 * The shipped deposit, outbox, courier, intake and grant in made-up worlds: time, disk and network are virtual and break as a
 * seed says. HALL_FAULT_SEEDS=1000000 simulates a million; a seed that fails is printed and fails again when it is named.
 */
export const simulation: Drill = {
  name: 'simulation',
  run: async () => {
    const result = await simulate({ from, count }, availableParallelism())
    for (const { seed, violation } of result.violations) console.log(JSON.stringify({ seed, violation }))
    const lost = result.violations.filter(({ violation }) => lossOf(violation)).length
    const tried = `seeds from ${from}: ${wordsOf(result)}`
    return { name: 'simulation', tried, records: result.records, lost, doubled: result.violations.length - lost }
  },
}
