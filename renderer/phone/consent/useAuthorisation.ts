import { onMounted, type Ref, ref, shallowRef } from 'vue'
import type { AuthorisationView } from '../../../sync-server/contract/consent.ts'
import type { Failure } from '../../../sync-server/contract/failure.ts'
import { type CallRoute, failureOf } from '../../shared/call-route.ts'

/** A service's request in the citizen's hands. */
export interface Authorisation {
  readonly view: Readonly<Ref<AuthorisationView | undefined>>
  readonly failure: Readonly<Ref<Failure | undefined>>
  readonly isBusy: Readonly<Ref<boolean>>
  /** Whether the browser is on its way back to the service. */
  readonly isLeaving: Readonly<Ref<boolean>>
  readonly load: () => Promise<void>
  readonly approve: () => Promise<void>
  readonly decline: () => Promise<void>
}

/** Reads a request, and goes back to the service with the decision; at once where there is nothing left to decide. */
export function useAuthorisation(call: CallRoute, interactionId: string): Authorisation {
  const view = shallowRef<AuthorisationView>()
  const failure = shallowRef<Failure>()
  const [isBusy, isLeaving] = [ref(false), ref(false)]
  const params = { interactionId }
  async function doing(work: () => Promise<void>): Promise<void> {
    isBusy.value = true
    failure.value = undefined
    try {
      await work()
    } catch (error) {
      failure.value = failureOf(error)
    } finally {
      isBusy.value = false
    }
  }
  async function decide(route: 'approveAuthorisation' | 'declineAuthorisation'): Promise<void> {
    const { continueAt } = await call(route, { params, body: {} })
    isLeaving.value = true
    location.assign(continueAt)
  }
  const load = (): Promise<void> =>
    doing(async () => {
      view.value = await call('readAuthorisation', { params })
      if (view.value.needs === 'nothing') await decide('approveAuthorisation')
    })
  onMounted(load)
  return {
    view,
    failure,
    isBusy,
    isLeaving,
    load,
    approve: () => doing(() => decide('approveAuthorisation')),
    decline: () => doing(() => decide('declineAuthorisation')),
  }
}
