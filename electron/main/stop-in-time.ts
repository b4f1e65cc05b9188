import type { Kiosk } from './start-kiosk.ts'

const LIMIT_MS = 2_500

/** Stops what is or will be running; after the limit the process may end all the same, since nothing accepted is lost. */
export function stopInTime(starting: Promise<Kiosk>): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, LIMIT_MS)
    starting
      .then((kiosk) => kiosk.stop())
      .catch(() => undefined) // what failed to start or stop has been reported
      .finally(() => {
        clearTimeout(limit)
        resolve()
      })
  })
}
