import { expect, test, vi } from 'vitest'
import type { KioskBridge } from '../../../electron/bridge/calls.ts'

const exposed = new Map<string, KioskBridge>()
const invoke = vi.fn(async () => ({ view: {} }))
const pushes: ((event: unknown, view: unknown) => void)[] = []
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: KioskBridge) => exposed.set(name, api) },
  ipcRenderer: { invoke, on: (_channel: string, listener: (typeof pushes)[number]) => pushes.push(listener) },
}))
await import('../../../electron/preload/index.ts')
const bridge = exposed.get('kiosk')

test('the page gets three functions and nothing else', () => {
  expect([...exposed.keys()]).toEqual(['kiosk'])
  expect(Object.keys(bridge ?? {})).toEqual(['call', 'suggest', 'onView'])
  expect(Object.values(bridge ?? {}).every((member) => typeof member === 'function')).toBe(true)
})

test('a call goes through the one channel', async () => {
  await bridge?.call('begin', { flow: 'verify-in-person' })
  expect(invoke).toHaveBeenCalledWith('kiosk:call', 'begin', { flow: 'verify-in-person' })
})

test('the keyboard asks through a channel of its own', async () => {
  await bridge?.suggest('jing')
  expect(invoke).toHaveBeenCalledWith('kiosk:suggest', 'jing')
})

test('the listener gets views without Electron’s event, until it is removed', () => {
  const seen: unknown[][] = []
  const stop = bridge?.onView((...all) => void seen.push(all))
  const event = { sender: 'never passed on' }
  pushes.forEach((push) => push(event, { mode: 'counter' }))
  stop?.()
  pushes.forEach((push) => push(event, { mode: 'counter' }))
  expect(seen).toEqual([[{ mode: 'counter' }]])
})
