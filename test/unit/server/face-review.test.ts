import { expect, test } from 'vitest'
import { challengeSeed, challengesFrom, didAsAsked } from '../../../sync-server/contract/liveness-challenge.ts'
import { engine, goodQuality } from '../../fixtures/face-evidence.ts'
import type { RecordWish } from '../../fixtures/server/build-record.ts'
import { alter, hex, review } from '../../fixtures/server/review-facts.ts'

/** A nonce whose challenges for the record below no replacement of one gesture turns into those of the other. */
const recordId = '00000000-0000-7000-8000-0000000000aa'
const askedBy = (nonce: string) => challengesFrom(hex(challengeSeed(recordId, nonce)))
const otherNonce = Array.from({ length: 64 }, (_, i) => `${'B'.repeat(20)}${10 + i}`).find(
  (nonce) => !didAsAsked(askedBy(nonce), askedBy('A'.repeat(22))),
)

test.each<[string, Partial<RecordWish>, string[]]>([
  ['a face in the review band called a match', { distance: 0.58 }, ['evidence.holder-mismatch']],
  ['a face just over the threshold', { distance: 0.5500001 }, ['evidence.holder-mismatch']],
  [
    'a face that was not live',
    {
      after: alter('capture-face', (o) => ({ ...o, liveness: { ...(o['liveness'] as object), verdict: 'spoof' } })),
    },
    ['evidence.holder-mismatch'],
  ],
  ['no measured quality', { after: alter('capture-face', ({ quality: _q, ...o }) => o) }, ['evidence.incomplete']],
  [
    'gestures that nobody asked for',
    {
      after: alter('capture-face', (o) => ({
        ...o,
        liveness: { verdict: 'live', method: 'active', challenges: ['blink'] },
      })),
    },
    ['evidence.liveness-unasked'],
  ],
  [
    'a nonce that belongs to other gestures',
    {
      recordId,
      nonce: 'A'.repeat(22),
      after: alter('capture-face', (o) => ({ ...o, nonce: otherNonce })),
    },
    ['evidence.liveness-unasked'],
  ],
  [
    'a picture that the limits refuse',
    { after: alter('capture-face', (o) => ({ ...o, quality: { ...goodQuality, sharpness: 3 } })) },
    ['evidence.face-unclear'],
  ],
  [
    'an algorithm that the policy does not name',
    {
      after: alter('capture-face', (o) => ({ ...o, match: { score: 0.1, engine: { ...engine, version: '0' } } })),
    },
    ['evidence.face-engine-unknown', 'evidence.holder-mismatch'],
  ],
  [
    'an algorithm whose score is said to run the other way',
    {
      after: alter('capture-face', (o) => ({
        ...o,
        match: { score: 0.1, engine: { ...engine, scoreKind: 'similarity' } },
      })),
    },
    ['evidence.holder-mismatch'],
  ],
  ['no liveness at all', { after: alter('capture-face', ({ liveness: _l, ...o }) => o) }, ['evidence.incomplete']],
  ['a short capture nonce', { after: alter('capture-face', (o) => ({ ...o, nonce: 'abc' })) }, ['evidence.incomplete']],
])('%s is named', (_what, wish, reasons) => expect(review(wish)).toEqual(reasons))

test('a stricter policy judges the same distance anew', () => {
  expect(
    review({ distance: 0.5 }, ({ policy }) => ({
      policy: {
        ...policy,
        face: { ...policy.face, engines: policy.face.engines.map((each) => ({ ...each, accept: 0.4 })) },
      },
    })),
  ).toEqual(['evidence.holder-mismatch'])
})
