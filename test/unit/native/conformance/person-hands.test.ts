import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { handActions, type HandActionName } from '../../../../native/conformance/hands.ts'
import { personHands } from '../../../../native/conformance/person-hands.ts'

const names = Object.keys(handActions) as HandActionName[]
const { signal } = new AbortController()

test.each(names)('a person is told in one sentence what to do: %s', async (name) => {
  const [screen, keyboard] = [new PassThrough(), new PassThrough()]
  keyboard.write('\n')
  await personHands(screen, keyboard).perform(name, signal)
  expect(String(screen.read())).toBe(`  → ${handActions[name].asks}\n`)
})

test('what only the person can know is waited for, and nobody at the keyboard is no consent', async () => {
  const [screen, keyboard] = [new PassThrough(), new PassThrough()]
  let isDone = false
  const performing = personHands(screen, keyboard)
    .perform('place-wrong-card', signal)
    .then(() => (isDone = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(isDone).toBe(false)
  keyboard.end()
  await expect(performing).rejects.toThrow('nobody is at the keyboard')
})
