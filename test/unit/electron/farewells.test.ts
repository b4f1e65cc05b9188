import { beforeEach, describe, expect, test } from 'vitest'
import { Farewells } from '../../../electron/terminal/farewells.ts'
import { type FailureCode, Problem } from '../../../sync-server/contract/failure.ts'
import { until } from '../../fixtures/electron/terminal-bench.ts'

describe('a farewell that is not heard', () => {
  const keys = { token: 'secret-token-1', flowId: 'secret-flow-1' }
  const said: string[] = []
  const heard = (what: string, ...failing: readonly FailureCode[]) => {
    const codes = [...failing]
    return async (): Promise<void> => {
      said.push(what)
      const code = codes.shift()
      if (code) throw new Problem(code)
    }
  }
  const farewells = (abandon: () => Promise<void>, signOut: () => Promise<void>): Farewells =>
    new Farewells({ desk: { abandon, signOut }, gaveUp: (code) => void said.push(code), pauseMs: 1 })
  beforeEach(() => said.splice(0))

  test('is said once more', async () => {
    farewells(heard('abandon'), heard('sign out', 'service.unreachable')).say(keys, true)
    await until(() => said.length === 3)
    expect(said).toEqual(['abandon', 'sign out', 'sign out'])
  })

  test('twice is given up, and what comes after it is still said', async () => {
    farewells(heard('abandon', 'service.unreachable', 'service.unreachable'), heard('sign out')).say(keys, true)
    await until(() => said.includes('sign out'))
    expect(said).toEqual(['abandon', 'abandon', 'service.unreachable', 'sign out'])
  })

  test('is not repeated when the server says that there is nothing to end', async () => {
    const all = farewells(heard('abandon', 'flow.gone'), heard('sign out', 'session.expired'))
    all.say(keys, true)
    await until(() => said.length === 2)
    await all.stop()
    expect(said).toEqual(['abandon', 'sign out'])
  })

  test('is not repeated once the program stops', async () => {
    const all = farewells(heard('abandon', 'service.unreachable'), heard('sign out'))
    const stopping = all.stop()
    all.say(keys, false)
    await stopping
    await until(() => said.length === 2)
    expect(said).toEqual(['abandon', 'service.unreachable'])
  })
})
