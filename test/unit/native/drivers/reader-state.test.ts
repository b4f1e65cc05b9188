import { expect, test } from 'vitest'
import type { ReaderState } from '../../../../sync-server/contract/device.ts'
import { isSameState, nextReaderState, type ReaderEvent } from '../../../../native/drivers/reader-state.ts'

const failed = (code: 'card.removed' | 'card.unreadable'): ReaderState => ({ kind: 'failed', code })

test.each<[string, ReaderState, ReaderEvent, ReaderState]>([
  ['a connected reader is ready', { kind: 'disconnected' }, { kind: 'connected' }, { kind: 'ready' }],
  ['a request makes it wait', { kind: 'ready' }, { kind: 'requested' }, { kind: 'waiting' }],
  ['a found card is being read', { kind: 'waiting' }, { kind: 'card-found' }, { kind: 'reading' }],
  ['a read card stays read', { kind: 'reading' }, { kind: 'card-read' }, { kind: 'read' }],
  ['until it is lifted', { kind: 'read' }, { kind: 'card-lifted' }, { kind: 'ready' }],
  ['a cancelled request leaves it ready', { kind: 'waiting' }, { kind: 'cancelled' }, { kind: 'ready' }],
  ['a cancelled request does not lift the card', { kind: 'read' }, { kind: 'cancelled' }, { kind: 'read' }],
  ['nor does it connect anything', { kind: 'disconnected' }, { kind: 'cancelled' }, { kind: 'disconnected' }],
  [
    'nor does it mend a reader',
    { kind: 'failed', code: 'reader.not-answering' },
    { kind: 'cancelled' },
    { kind: 'failed', code: 'reader.not-answering' },
  ],
  [
    'a cancelled request forgets the card that failed',
    failed('card.unreadable'),
    { kind: 'cancelled' },
    { kind: 'ready' },
  ],
  [
    'a lost line is disconnected',
    { kind: 'read' },
    { kind: 'lost', code: 'reader.not-connected' },
    { kind: 'disconnected' },
  ],
  [
    'a broken reader says why',
    { kind: 'ready' },
    { kind: 'lost', code: 'reader.out-of-service' },
    { kind: 'failed', code: 'reader.out-of-service' },
  ],
  [
    'a failed card is failed',
    { kind: 'reading' },
    { kind: 'card-failed', code: 'card.unreadable' },
    failed('card.unreadable'),
  ],
  [
    'and stays so while it is tried again as it lies',
    failed('card.unreadable'),
    { kind: 'card-found' },
    failed('card.unreadable'),
  ],
  [
    'until it is lifted and another is awaited',
    failed('card.unreadable'),
    { kind: 'card-lifted' },
    { kind: 'waiting' },
  ],
  [
    'a removed card is asked for until it is back',
    failed('card.removed'),
    { kind: 'card-lifted' },
    failed('card.removed'),
  ],
  ['and then read', failed('card.removed'), { kind: 'card-found' }, { kind: 'reading' }],
])('%s', (_fact, state, event, expected) => expect(nextReaderState(state, event)).toEqual(expected))

test('two failures look different when their codes differ', () => {
  expect(isSameState(failed('card.removed'), failed('card.unreadable'))).toBe(false)
  expect(isSameState(failed('card.removed'), failed('card.removed'))).toBe(true)
})
