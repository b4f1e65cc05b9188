import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { engines } from '../../fixtures/server/databases.ts'
import { openState, type OpenState } from '../../fixtures/server/short-lived.ts'
import { TestClock } from '../../fixtures/server/test-server.ts'

describe.each(engines)('short-lived state on $name', ({ fresh }) => {
  let clock: TestClock
  let [here, there]: OpenState[] = []
  beforeEach(async () => {
    clock = new TestClock()
    const environment = await fresh()
    here = await openState(environment, clock)
    there = await openState(environment, clock)
  })
  afterEach(async () => {
    await here?.close()
    await there?.close()
  })
  const both = () => [here!.ephemeral, there!.ephemeral] as const
  const manyTimes = <T>(times: number, call: (n: number) => Promise<T>) =>
    Promise.all(Array.from({ length: times }, (_, n) => call(n)))

  test('what one process puts the other gets, replaces and removes', async () => {
    const [a, b] = both()
    await a.put('k', 'first', 60)
    expect(await b.get('k')).toBe('first')
    await b.put('k', 'second', 60)
    expect(await a.get('k')).toBe('second')
    await b.remove('k')
    expect(await a.get('k')).toBeUndefined()
    expect(await a.get('another')).toBeUndefined()
  })
  test('a value is there until its last second and not after it', async () => {
    const [a] = both()
    await a.put('k', 'v', 60)
    clock.move(59_000)
    expect(await a.get('k')).toBe('v')
    expect(await a.secondsLeft('k')).toBeLessThanOrEqual(1)
    clock.move(1000)
    expect([await a.get('k'), await a.take('k'), await a.secondsLeft('k')]).toEqual([undefined, undefined, undefined])
  })
  test('of forty that take at once in two processes exactly one gets the value', async () => {
    const [a, b] = both()
    await a.put('k', 'v', 60)
    const taken = await manyTimes(40, (n) => (n % 2 ? a : b).take('k'))
    expect(taken.filter((value) => value === 'v')).toHaveLength(1)
    expect(taken.filter((value) => value === undefined)).toHaveLength(39)
  })
  test('forty that count at once in two processes get forty different numbers', async () => {
    const [a, b] = both()
    const counts = await manyTimes(40, (n) => (n % 2 ? a : b).count('k', 60))
    expect(counts.toSorted((x, y) => x - y)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
  })
  test('a window begins with its first count, does not grow with later ones and then begins anew', async () => {
    const [a, b] = both()
    expect(await a.count('k', 60)).toBe(1)
    clock.move(40_000)
    expect(await b.count('k', 60)).toBe(2)
    expect(await a.secondsLeft('k')).toBeLessThanOrEqual(20)
    clock.move(20_000)
    expect(await a.secondsLeft('k')).toBeUndefined()
    expect(await b.count('k', 60)).toBe(1)
    expect(await b.secondsLeft('k')).toBeGreaterThan(50)
  })
  test('a count that is taken back is free again, and with the last one the window ends', async () => {
    const [a, b] = both()
    await a.count('k', 60)
    await a.count('k', 60)
    await b.uncount('k')
    expect(await a.count('k', 60)).toBe(2)
    await a.uncount('k')
    await a.uncount('k')
    await a.uncount('k')
    expect(await b.secondsLeft('k')).toBeUndefined()
    expect(await b.count('k', 60)).toBe(1)
  })
  test('a counter is no value, and a value put over it counts from nothing', async () => {
    const [a] = both()
    await a.count('k', 60)
    expect(await a.get('k')).toBeUndefined()
    await a.put('k', 'v', 60)
    expect(await a.get('k')).toBe('v')
  })
  test('sweeping forgets what has expired and keeps the rest', async () => {
    const [a] = both()
    await a.put('old', 'v', 10)
    await a.put('young', 'v', 100)
    clock.move(50_000)
    await a.sweep()
    clock.move(-50_000)
    expect(await a.get('young')).toBe('v')
  })
})
