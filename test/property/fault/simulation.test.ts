import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { failingSeeds } from '../../fault/simulation/failing-seeds.ts'
import { plantedBugs } from '../../fault/simulation/planted-bug.ts'
import { simulate, wordsOf } from '../../fault/simulation/seeds.ts'

const SEEDS = Number(process.env['HALL_FAULT_SEEDS'] ?? 20_000)
/** A machine that does not get through all of them in this time does as many as it can, and says so. */
const BUDGET_MS = 20_000

test(
  'whatever a world does to kiosks, server and network, every accepted record is granted once',
  { timeout: 120_000 },
  async () => {
    const result = await simulate({ from: 1, count: SEEDS, budgetMs: BUDGET_MS }, availableParallelism())
    console.log(`simulated ${wordsOf(result)}`)
    expect(result.violations).toEqual([])
    expect(Math.min(result.records, result.grants, result.deaths, result.mishaps)).toBeGreaterThan(0)
  },
)

test('seeds that once failed do not fail again', { timeout: 120_000 }, async () => {
  for (const { seed } of failingSeeds) expect((await simulate({ from: seed, count: 1 })).violations).toEqual([])
})

test('a seed alone says what happens', { timeout: 120_000 }, async () => {
  const [once, again] = await Promise.all([simulate({ from: 7, count: 25 }), simulate({ from: 7, count: 25 })])
  const same = ({ records, grants, deaths, mishaps, virtualMs }: typeof once) => [
    records,
    grants,
    deaths,
    mishaps,
    virtualMs,
  ]
  expect(same(again)).toEqual(same(once))
})

test.each(plantedBugs)('a planted bug is found: %s', { timeout: 120_000 }, async (bug) => {
  const { violations } = await simulate({ from: 1, count: 500, bug })
  expect(violations).toHaveLength(1)
})
