import type { HandActionName, Hands } from './hands.ts'

type Handle = readonly [path: string, body: Readonly<Record<string, string | null>>]

const CARD = 'chen-jing'
const WRONG_CARD = 'bank-card'

/** What each action is on the handles of a devices page. */
const handles: Readonly<Record<HandActionName, Handle>> = {
  clear: ['/reader', { card: null }],
  'place-card': ['/reader', { card: CARD }],
  'lift-card': ['/reader', { card: null }],
  'place-card-again': ['/reader', { card: CARD }],
  'place-wrong-card': ['/reader', { card: WRONG_CARD }],
  unplug: ['/reader/fault', { kind: 'unplug' }],
  'plug-in': ['/reader/fault', { kind: 'none' }],
}

/** Hands of a simulated reader, over the devices page at this address. */
export function simulatorHands(devices: string): Hands {
  return {
    perform: async (action, signal) => {
      const [path, body] = handles[action]
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(new URL(path, devices), {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        signal,
      })
      if (!answer.ok) throw new Error(`the devices page refused ${action}: ${answer.status}`)
    },
  }
}
