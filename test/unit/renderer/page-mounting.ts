import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach } from 'vitest'
import type { Component } from 'vue'
import type { CallName, CallResult } from '../../../electron/bridge/calls.ts'
import type { KioskView, ResultView } from '../../../electron/bridge/view.ts'
import { useKiosk } from '../../../renderer/kiosk/useKiosk.ts'
import { emptyCounter } from '../../fixtures/kiosk/empty-counter.ts'
import { giveCanvasAPen } from './mounting.ts'

export { emptyCounter as base }

/** The kiosk process behind the page: what it was asked, and what it answers. */
export const kiosk: { sent: [CallName, unknown][]; reply: CallResult } = { sent: [], reply: { view: emptyCounter } }
let wrapper: VueWrapper | undefined

/** Stands behind every page of a file: a process that writes down what it is asked, afresh for each test. */
export function answerPages(): void {
  giveCanvasAPen()
  beforeEach(() => {
    kiosk.sent = []
    kiosk.reply = { view: emptyCounter }
    const bridge = {
      call: async (name: CallName, argument: unknown) => {
        kiosk.sent.push([name, argument])
        return kiosk.reply
      },
      onView: () => () => undefined,
    }
    Object.defineProperty(window, 'kiosk', { value: bridge, configurable: true })
    setActivePinia(createPinia())
  })
  afterEach(() => wrapper?.unmount())
}

/** Shows a page of the counter as the view has it, instead of the one that was shown before. */
export async function show(page: Component, view: KioskView): Promise<VueWrapper> {
  wrapper?.unmount()
  const pinia = createPinia()
  setActivePinia(pinia)
  useKiosk().view = view
  wrapper = mount(page, { attachTo: document.body, global: { plugins: [ElementPlus, pinia] } })
  await flushPromises()
  return wrapper
}

/** A receipt but for its state. */
export const receipt = {
  number: '7K3M-9QXD-2B4T',
  qrText: 'https://hall.example/r',
  finishedAt: '2026-11-22T07:00:00Z',
  hallName: '示例大厅',
  staffNumber: '1001',
  maskedName: '*雨',
  maskedNumber: '1199************61',
  reasons: [],
} as const

/** How a session ended. */
export const resultOf = (more: Partial<ResultView>): ResultView => ({
  exit: 'done',
  receipt: undefined,
  failure: undefined,
  clearsAt: '2099-01-01T00:00:00Z',
  ...more,
})
