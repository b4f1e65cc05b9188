import type { WebContents } from 'electron'
import { isAllowedKey } from './allowed-key.ts'
import { KeyBurst } from './key-burst.ts'

/** Takes what a keyboard-like scanner writes out of the page's keys, whatever has the focus; hands go through. */
export function takeKeyboardScans(contents: WebContents, onScan: (text: string) => void): void {
  let isReleasing = false
  const burst = new KeyBurst({
    now: () => performance.now(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    release: (keys) => {
      if (contents.isDestroyed()) return
      isReleasing = true
      for (const keyCode of keys)
        for (const type of ['keyDown', 'char', 'keyUp'] as const) contents.sendInputEvent({ type, keyCode })
      isReleasing = false
    },
    scanned: onScan,
  })
  contents.on('before-input-event', (event, { type, key, isAutoRepeat, control, alt, meta }) => {
    if (isReleasing || !isAllowedKey({ key, control, alt, meta })) return
    if (burst.holds({ type, key, isAutoRepeat })) event.preventDefault()
  })
}
