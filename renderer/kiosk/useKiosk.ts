import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ArgumentOf, CallName, CallResult, KioskBridge } from '../../electron/bridge/calls.ts'
import type { KioskView } from '../../electron/bridge/view.ts'
import type { Failure } from '../../sync-server/contract/failure.ts'

declare global {
  interface Window {
    readonly kiosk: KioskBridge
  }
}

const ACTIVITY_EVERY_MS = 3000

/** The kiosk process as the screens see it: its latest view, the call under way, and why the last call failed. */
export const useKiosk = defineStore('kiosk', () => {
  const view = shallowRef<KioskView>()
  const failure = shallowRef<Failure>()
  const calling = shallowRef<CallName>()
  let lastActivity = -ACTIVITY_EVERY_MS

  function take(result: CallResult): void {
    if ('view' in result) view.value = result.view
    else failure.value = result.failure
  }

  /** One call at a time: a second press while one is under way is not sent. */
  async function call<N extends CallName>(name: N, argument: ArgumentOf<N>): Promise<void> {
    if (calling.value !== undefined) return
    calling.value = name
    failure.value = undefined
    await window.kiosk.call(name, argument).then(take, fail)
    calling.value = undefined
  }

  function fail(): void {
    failure.value = { code: 'server.internal' }
  }

  /** Tells the kiosk that somebody is here, at most every three seconds. */
  function noteActivity(nowMs: number, isUrgent = false): void {
    if (!isUrgent && nowMs - lastActivity < ACTIVITY_EVERY_MS) return
    lastActivity = nowMs
    window.kiosk.call('activity', {}).then(take, fail)
  }

  /** Asks for the first view and follows the pushed ones; returns how to stop. */
  async function connect(): Promise<() => void> {
    const stop = window.kiosk.onView((pushed) => {
      view.value = pushed
    })
    await call('view', {})
    return stop
  }

  return { view, failure, calling, call, connect, noteActivity }
})
