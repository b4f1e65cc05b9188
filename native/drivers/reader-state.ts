import type { ReaderState } from '../../sync-server/contract/device.ts'
import type { DeviceFailureCode } from '../device-error.ts'

/** What can happen to a reader, as far as a clerk cares. */
export type ReaderEvent =
  | { readonly kind: 'connected' }
  | { readonly kind: 'lost'; readonly code: DeviceFailureCode }
  | { readonly kind: 'requested' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'card-found' }
  | { readonly kind: 'card-read' }
  | { readonly kind: 'card-lifted' }
  | { readonly kind: 'card-failed'; readonly code: DeviceFailureCode }

const READY: ReaderState = { kind: 'ready' }

function afterLifting(state: ReaderState): ReaderState {
  if (state.kind === 'read') return READY
  // "Put it back" stays on the screen until a card is there again.
  return state.kind === 'failed' && state.code === 'card.removed' ? state : { kind: 'waiting' }
}

function isWaitingForCard(state: ReaderState): boolean {
  return (
    state.kind === 'waiting' || state.kind === 'reading' || (state.kind === 'failed' && state.code.startsWith('card.'))
  )
}

/** The state after an event. A card that failed and is tried again without being lifted stays `failed` meanwhile. */
export function nextReaderState(state: ReaderState, event: ReaderEvent): ReaderState {
  switch (event.kind) {
    case 'connected':
      return READY
    case 'lost':
      return event.code === 'reader.not-connected' ? { kind: 'disconnected' } : { kind: 'failed', code: event.code }
    case 'requested':
      return { kind: 'waiting' }
    case 'cancelled':
      return isWaitingForCard(state) ? READY : state
    case 'card-found':
      return state.kind === 'failed' && state.code !== 'card.removed' ? state : { kind: 'reading' }
    case 'card-read':
      return { kind: 'read' }
    case 'card-lifted':
      return afterLifting(state)
    case 'card-failed':
      return { kind: 'failed', code: event.code }
  }
}

/** Whether two states look the same to a clerk. */
export function isSameState(a: ReaderState, b: ReaderState): boolean {
  return a.kind === b.kind && (a.kind !== 'failed' || b.kind !== 'failed' || a.code === b.code)
}
