import { test as base } from '@playwright/test'
import { Hall, type HallWish } from './hall.ts'

interface Given {
  readonly hallWish: HallWish
  readonly hall: Hall
}

/** Tests in one hall: opened once for all files that ask for the same one, so that a run stays quick. */
export const test = base.extend<{ seenOnFailure: void }, Given>({
  seenOnFailure: [
    async ({ hall }, use, info) => {
      await use()
      if (info.status === info.expectedStatus) return
      const path = info.outputPath('screen.png')
      await hall.page.screenshot({ path }).then(
        () => info.attach('screen', { path }),
        () => undefined,
      )
    },
    { auto: true },
  ],
  hallWish: [
    { name: 'any', screen: { width: 1920, height: 1080 } },
    { scope: 'worker', option: true },
  ],
  hall: [
    async ({ hallWish }, use) => {
      const hall = await Hall.open(hallWish)
      await use(hall)
      await hall.close()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

export { expect } from '@playwright/test'
