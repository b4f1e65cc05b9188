import { computed, ref, shallowRef } from 'vue'
import type { Failure, FailureCode } from '../../../sync-server/contract/failure.ts'
import { secondsUntil } from '../../shared/format.ts'
import { useNow } from '../../shared/useNow.ts'
import { failureOf } from '../../shared/call-route.ts'
import type { Phone } from '../client/phone.ts'
import { dropTicket, type HeldTicket } from './held-ticket.ts'

/** How a confirmation stands: still to be decided, or ended in one way. */
type Standing = 'asking' | 'confirmed' | 'cancelled' | 'failed'

/** After these the same ticket can still be confirmed. */
const PASSING: readonly FailureCode[] = ['service.unreachable', 'server.internal', 'session.expired']

function firstStanding({ state }: HeldTicket): Standing {
  if (state === 'confirmed') return 'confirmed'
  return state === 'cancelled' || state === 'expired' ? 'failed' : 'asking'
}
function firstFailure({ state }: HeldTicket): Failure | undefined {
  if (state === 'cancelled') return { code: 'ticket.cancelled' }
  return state === 'expired' ? { code: 'ticket.expired' } : undefined
}

/** 确认授权 or 取消 of a ticket that this phone holds; its time runs out here as it does at the server. */
export function useConfirmation(phone: Phone, ticket: HeldTicket) {
  const now = useNow()
  const standing = ref(firstStanding(ticket))
  const failure = shallowRef(firstFailure(ticket))
  const isBusy = ref(false)
  const seconds = computed(() => secondsUntil(ticket.expiresAt, now.value))
  const isOver = computed(() => standing.value === 'asking' && seconds.value === 0 && !isBusy.value)

  async function decide(end: Standing, ask: () => Promise<unknown>): Promise<void> {
    isBusy.value = true
    failure.value = undefined
    try {
      await ask()
      standing.value = end
    } catch (error) {
      failure.value = failureOf(error)
      if (!PASSING.includes(failure.value.code)) standing.value = 'failed'
    } finally {
      isBusy.value = false
    }
    if (standing.value !== 'asking') dropTicket(phone)
  }
  const { phoneToken } = ticket
  return {
    standing: computed((): Standing => (isOver.value ? 'failed' : standing.value)),
    failure: computed((): Failure | undefined => (isOver.value ? { code: 'ticket.expired' } : failure.value)),
    isBusy,
    seconds,
    confirm: (matchNumber: string) =>
      decide('confirmed', () => phone.call('confirmTicket', { body: { phoneToken, matchNumber } })),
    cancel: () => decide('cancelled', () => phone.call('cancelTicket', { body: { phoneToken } })),
  }
}
