import { test, vi } from 'vitest'

/** Upper bound only: real programs on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

/** A test that needs something installed; says so where it is not. */
export const requiring = (isThere: boolean, what: string) => {
  const needed = test.extend<{ needed: void }>({
    needed: [
      async ({ skip }, use) => {
        skip(!isThere, `${what} is not installed`)
        await use()
      },
      { auto: true },
    ],
  })
  return needed
}
