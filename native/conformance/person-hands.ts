import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { handActions, type HandActionName, type Hands } from './hands.ts'

/** A person who reads what to do and presses Enter where only they can know that it is done. */
export function personHands(screen: Writable, keyboard: Readable): Hands {
  const nextLine = async (signal: AbortSignal): Promise<void> => {
    const lines = createInterface({ input: keyboard })
    try {
      await new Promise<void>((resolve, reject) => {
        lines.once('line', () => resolve())
        lines.once('close', () => reject(new Error('nobody is at the keyboard')))
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      })
    } finally {
      lines.close()
    }
  }
  return {
    perform: async (name: HandActionName, signal) => {
      const action = handActions[name]
      screen.write(`  → ${action.asks}\n`)
      if ('isConfirmed' in action) await nextLine(signal)
    },
  }
}
