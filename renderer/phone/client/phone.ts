import { computed, inject, type InjectionKey, readonly, type Ref, shallowRef } from 'vue'
import { Problem } from '../../../sync-server/contract/failure.ts'
import type { NewSession, OnlineFlowState } from '../../../sync-server/contract/online-flow.ts'
import { type CallRoute, callRouteWith } from '../../shared/call-route.ts'
import { followFlow } from './follow-flow.ts'
import { type TabStore, tabStore } from './tab-store.ts'

/** What every page of the phone stands on; made once, found by `usePhone`. */
export interface Phone {
  /** One route of the contract by name, as whoever is signed in. */
  readonly call: CallRoute
  /** Tells every state of a flow until it has ended or the signal says so. */
  readonly follow: (flowId: string, tell: (state: OnlineFlowState) => void, signal: AbortSignal) => Promise<void>
  readonly isSignedIn: Readonly<Ref<boolean>>
  readonly signIn: (session: NewSession) => void
  /** Forgets the session here; that the server ends it too is asked apart. */
  readonly signOut: () => void
  /** How often a session has been found ended by the server: whoever needs one is then asked to sign in again. */
  readonly timesExpired: Readonly<Ref<number>>
  readonly store: TabStore
}

/** What a phone is made of. */
export interface PhoneParts {
  readonly fetch: typeof globalThis.fetch
  readonly store: TabStore
  readonly now: () => number
}

const usualParts = (): PhoneParts => ({
  fetch: (...asked) => globalThis.fetch(...asked),
  store: tabStore(),
  now: () => Date.now(),
})

function keptSession({ store, now }: PhoneParts): NewSession | undefined {
  const session = store.get<NewSession>('session')
  return session && Date.parse(session.expiresAt) > now() ? session : undefined
}

/** Puts a phone together: the session of this tab, and the client that uses it. */
export function makePhone(parts: PhoneParts = usualParts()): Phone {
  const { fetch, store } = parts
  const session = shallowRef(keptSession(parts))
  const timesExpired = shallowRef(0)
  const token = (): string | undefined => session.value?.token
  const callRoute = callRouteWith({ fetch, token })
  const signOut = (): void => {
    session.value = undefined
    store.drop('session')
  }
  const call: CallRoute = async (name, given) => {
    const asked = token()
    try {
      return await callRoute(name, given)
    } catch (error) {
      const isOver = error instanceof Problem && error.code === 'session.expired' && asked === token()
      if (isOver) {
        signOut()
        timesExpired.value += 1
      }
      throw error
    }
  }
  return {
    call,
    follow: (flowId, tell, signal) => followFlow({ fetch, token, call }, { flowId, tell, signal }),
    isSignedIn: computed(() => session.value !== undefined),
    signIn(next) {
      session.value = next
      store.set('session', next)
    },
    signOut,
    timesExpired: readonly(timesExpired),
    store,
  }
}

/** Where pages and parts find the phone. */
export const phoneKey: InjectionKey<Phone> = Symbol('phone')

/** The phone around this component. */
export function usePhone(): Phone {
  const phone = inject(phoneKey)
  if (!phone) throw new Error('a part of the phone stands outside it')
  return phone
}
