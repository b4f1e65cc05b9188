import { defineConfig } from '@playwright/test'

/** End-to-end tests drive the built app on a real Electron, one window at a time. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  retries: 1, // the debugger's handshake with a fresh Electron hangs now and then; a test that fails twice has failed
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] === 'true',
  reporter: [['line'], ['json']],
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure' },
})
