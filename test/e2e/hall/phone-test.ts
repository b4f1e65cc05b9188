import { chromium } from '@playwright/test'
import { ensurePackages } from '../../../build/setup/debian.ts'
import { test as base } from './hall-test.ts'
import { PhoneRobot, phoneTraits } from './phone-robot.ts'

/** Tests with a terminal and a citizen's phone beside it: a real Electron and a real Chromium at once. */
export const test = base.extend<{ phone: PhoneRobot; otherPhone: PhoneRobot }>({
  browser: [
    async ({}, use) => {
      await ensurePackages('browser')
      const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
  phone: async ({ browser, hall }, use) => {
    const context = await browser.newContext(phoneTraits)
    await context.newPage()
    await use(new PhoneRobot(context, hall))
    await context.close()
  },
  otherPhone: async ({ browser, hall }, use) => {
    const context = await browser.newContext(phoneTraits)
    await context.newPage()
    await use(new PhoneRobot(context, hall))
    await context.close()
  },
})

export { expect } from '@playwright/test'
