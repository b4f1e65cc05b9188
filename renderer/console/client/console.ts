import { computed, inject, type InjectionKey, type Ref, shallowRef } from 'vue'
import { Problem } from '../../../sync-server/contract/failure.ts'
import type { ReplyOf } from '../../../sync-server/contract/route.ts'
import { type CallRoute, callRouteWith } from '../../shared/call-route.ts'

type Session = ReplyOf<'signInAdministrator'>

/** What every page of the console stands on; made once, found by `useConsole`. */
export interface Console {
  /** One route of the contract by name, as the administrator who is signed in. */
  readonly call: CallRoute
  readonly administrator: Readonly<Ref<Pick<Session, 'name' | 'staffNumber'> | undefined>>
  /** Whether the last session was found ended by the server. */
  readonly isExpired: Readonly<Ref<boolean>>
  readonly signIn: (session: Session) => void
  readonly signOut: () => Promise<void>
}

/** Puts the console together. The token lives in this page's memory only: a closed or reloaded tab is signed out. */
export function makeConsole(fetch: typeof globalThis.fetch = (...asked) => globalThis.fetch(...asked)): Console {
  const session = shallowRef<Session>()
  const isExpired = shallowRef(false)
  const callRoute = callRouteWith({ fetch, token: () => session.value?.token })
  const call: CallRoute = async (name, given) => {
    try {
      return await callRoute(name, given)
    } catch (error) {
      if (error instanceof Problem && error.code === 'console.session-expired') {
        session.value = undefined
        isExpired.value = true
      }
      throw error
    }
  }
  return {
    call,
    administrator: computed(() => session.value),
    isExpired,
    signIn(next) {
      session.value = next
      isExpired.value = false
    },
    async signOut() {
      const ended = callRoute('signOutAdministrator')
      session.value = undefined
      await ended.catch(() => undefined) // it ends by itself when idle
    },
  }
}

/** Where pages find the console. */
export const consoleKey: InjectionKey<Console> = Symbol('console')

/** The console around this component. */
export function useConsole(): Console {
  const found = inject(consoleKey)
  if (!found) throw new Error('a part of the console stands outside it')
  return found
}
