import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { type Component, shallowRef } from 'vue'
import { createMemoryHistory, type Router } from 'vue-router'
import { type Phone, phoneKey } from '../../../renderer/phone/client/phone.ts'
import type { CallRoute } from '../../../renderer/shared/call-route.ts'
import { type TabStore, tabStore } from '../../../renderer/phone/client/tab-store.ts'
import PhoneFrame from '../../../renderer/phone/components/PhoneFrame.vue'
import { makeRouter } from '../../../renderer/phone/router.ts'
import { frameKey } from '../../../renderer/steps/frame.ts'
import type { OnlineFlowState } from '../../../sync-server/contract/online-flow.ts'

/** What each route answers, one after the other; the last one stays. An Error refuses. */
export type Answers = Readonly<Record<string, readonly unknown[]>>

/** A phone over made-up answers, and what was asked of it. */
export interface TestPhone extends Phone {
  readonly asked: [name: string, given: unknown][]
  readonly told: ((state: OnlineFlowState) => void)[]
}

const memory = (): TabStore =>
  tabStore(() => {
    throw new Error('refused')
  })

/** A phone whose server gives these answers. */
export function phoneThat(answers: Answers, { isSignedIn = true, store = memory() } = {}): TestPhone {
  const asked: TestPhone['asked'] = []
  const told: TestPhone['told'] = []
  const signedIn = shallowRef(isSignedIn)
  const times = new Map<string, number>()
  const call = (name: string, given: unknown): Promise<unknown> => {
    asked.push([name, given])
    const at = times.get(name) ?? 0
    times.set(name, at + 1)
    const list = answers[name] ?? []
    const answer = list[Math.min(at, list.length - 1)]
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  return {
    asked,
    told,
    store,
    call: call as CallRoute,
    follow: (_flowId, tell) => {
      told.push(tell)
      return Promise.resolve()
    },
    isSignedIn: signedIn,
    signIn: () => void (signedIn.value = true),
    signOut: () => void (signedIn.value = false),
    timesExpired: shallowRef(0),
  }
}

/** Mounts a page at an address of the phone. */
export async function showPage(
  page: Component,
  phone: Phone,
  { at = '/', props = {} }: { at?: string; props?: object } = {},
): Promise<{ wrapper: VueWrapper; router: Router }> {
  const router = makeRouter(phone, createMemoryHistory())
  await router.push(at)
  const wrapper = mount(page, {
    props,
    attachTo: document.body,
    global: { plugins: [router], provide: { [phoneKey as symbol]: phone, [frameKey as symbol]: PhoneFrame } },
  })
  await flushPromises()
  return { wrapper, router }
}

/** Presses the button with these words. */
export async function press(wrapper: VueWrapper, words: string): Promise<void> {
  const button = wrapper.findAll('button').find((each) => each.text() === words)
  if (!button) throw new Error(`no button ${words}`)
  await button.trigger('click')
  await flushPromises()
}

/** What was asked of the routes with this name. */
export const askedOf = (phone: TestPhone, name: string): unknown[] =>
  phone.asked.filter(([asked]) => asked === name).map(([, given]) => given)
