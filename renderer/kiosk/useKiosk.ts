import { defineStore } from 'pinia'
import { computed, reactive, shallowRef } from 'vue'
import type { AnyView, ArgumentOf, CallName, CallResult, KioskBridge } from '../../electron/bridge/calls.ts'
import type { Failure } from '../../sync-server/contract/failure.ts'

declare global {
  interface Window {
    readonly kiosk: KioskBridge
  }
}

const ACTIVITY_EVERY_MS = 3000

/** A kiosk process that cannot even be asked. */
const lost = (): CallResult => ({ failure: { code: 'server.internal' } })

/** The kiosk process as the screens see it: its latest view, the calls under way, and why the last call failed. */
export const useKiosk = defineStore('kiosk', () => {
  const view = shallowRef<AnyView>()
  const counter = computed(() => (view.value?.mode === 'counter' ? view.value : undefined))
  const terminal = computed(() => (view.value?.mode === 'self-service' ? view.value : undefined))
  const failure = shallowRef<Failure>()
  const calling = reactive(new Set<CallName>())
  let lastActivity = -ACTIVITY_EVERY_MS

  /** Says something that no button waits for. */
  async function tell<N extends CallName>(name: N, argument: ArgumentOf<N>): Promise<void> {
    const result = await window.kiosk.call(name, argument).catch(lost)
    if ('view' in result) view.value = result.view
    else failure.value = result.failure
  }
  /** A second press of the same button is not sent; leaving is possible while anything else hangs. */
  async function call<N extends CallName>(name: N, argument: ArgumentOf<N>): Promise<void> {
    if (calling.has(name)) return
    calling.add(name)
    failure.value = undefined
    await tell(name, argument)
    calling.delete(name)
  }
  /** Tells the kiosk that somebody is here, at most every three seconds. */
  function noteActivity(nowMs: number, isUrgent = false): void {
    if (!isUrgent && nowMs - lastActivity < ACTIVITY_EVERY_MS) return
    lastActivity = nowMs
    void tell('activity', {})
  }
  /** Asks for the first view and follows the pushed ones; returns how to stop. */
  async function connect(): Promise<() => void> {
    const stop = window.kiosk.onView((pushed) => (view.value = pushed))
    await call('view', {})
    return stop
  }
  const suggest: KioskBridge['suggest'] = async (letters) => window.kiosk.suggest(letters)
  return { view, counter, terminal, failure, calling, tell, call, connect, noteActivity, suggest }
})
