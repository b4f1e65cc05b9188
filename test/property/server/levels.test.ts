import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AssuranceLevel, assuranceLevels, reaches } from '../../../sync-server/contract/level.ts'
import { decideOnline, highestOf } from '../../../sync-server/levels/level-policy.ts'

const levels = fc.array(fc.constantFrom<AssuranceLevel>(...assuranceLevels))

test('a further grant never lowers a level, in whatever order grants come', () =>
  fc.assert(
    fc.property(levels, fc.constantFrom(...assuranceLevels), (before, next) => {
      const after = highestOf([...before, next])
      expect(reaches(after, highestOf(before))).toBe(true)
      expect(highestOf([next, ...before].reverse())).toBe(after)
      expect([...before, next, 'L1']).toContain(after)
    }),
  ))
test('a level that is granted is reached', () =>
  fc.assert(
    fc.property(levels, (granted) => {
      for (const level of granted) expect(reaches(highestOf(granted), level)).toBe(true)
    }),
  ))
test('name and number alone give the second level, and no grants the first', () => {
  expect(decideOnline('real-name').level).toBe('L2')
  expect(highestOf([])).toBe('L1')
})
