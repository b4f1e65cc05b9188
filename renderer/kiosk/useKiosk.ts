import { defineStore } from 'pinia'
import { reactive, shallowRef } from 'vue'
import type { ArgumentOf, CallName, CallResult, KioskBridge } from '../../electron/bridge/calls.ts'
import type { KioskView } from '../../electron/bridge/view.ts'
import type { Failure } from '../../sync-server/contract/failure.ts'

declare global {
  interface Window {
    readonly kiosk: KioskBridge
  }
}

const ACTIVITY_EVERY_MS = 3000

/** The kiosk process as the screens see it: its latest view, the calls under way, and why the last call failed. */
export const useKiosk = defineStore('kiosk', () => {
  const view = shallowRef<KioskView>()
  const failure = shallowRef<Failure>()
  const calling = reactive(new Set<CallName>())
  let lastActivity = -ACTIVITY_EVERY_MS

  function take(result: CallResult): void {
    if ('view' in result) view.value = result.view
    else failure.value = result.failure
  }

  function fail(): void {
    failure.value = { code: 'server.internal' }
  }

  /** A second press of the same button is not sent; leaving is possible while anything else hangs. */
  async function call<N extends CallName>(name: N, argument: ArgumentOf<N>): Promise<void> {
    if (calling.has(name)) return
    calling.add(name)
    failure.value = undefined
    await window.kiosk.call(name, argument).then(take, fail)
    calling.delete(name)
  }

  /** Tells the kiosk that somebody is here, at most every three seconds. */
  function noteActivity(nowMs: number, isUrgent = false): void {
    if (!isUrgent && nowMs - lastActivity < ACTIVITY_EVERY_MS) return
    lastActivity = nowMs
    window.kiosk.call('activity', {}).then(take, fail)
  }

  /** Asks for the first view and follows the pushed ones; returns how to stop. */
  async function connect(): Promise<() => void> {
    const stop = window.kiosk.onView((pushed) => (view.value = pushed))
    await call('view', {})
    return stop
  }

  return { view, failure, calling, call, connect, noteActivity }
})
