import { handwriting } from '../../fixtures/kiosk/handwriting.ts'
import { expect, test } from 'vitest'
import type { ReviewFacts } from '../../../sync-server/intake/evidence-review.ts'
import { documentOfPerson, type RecordWish } from '../../fixtures/server/build-record.ts'
import { alter, at, byEye, consents, person, review, supervisor } from '../../fixtures/server/review-facts.ts'

test('a sound record has nothing against it, on either way', () => {
  expect(review()).toEqual([])
  expect(review(byEye)).toEqual([])
})
const withADot = (output: unknown) => ({
  ...(output as object),
  handwriting: { ...handwriting, strokes: [[[100, 100, 0]]] },
})

test.each<[string, Partial<RecordWish>, string[]]>([
  ['an expired document', { document: documentOfPerson(1, { validUntil: '2026-11-21' }) }, ['document.expired']],
  [
    'a number with a wrong check digit',
    { document: documentOfPerson(1, { documentNumber: '119999190001010010' }) },
    ['document.number-invalid'],
  ],
  [
    'a consent to another text',
    { after: alter('consent-identity', (o) => ({ ...o, digest: '0'.repeat(64) })) },
    ['evidence.incomplete'],
  ],
  [
    'the face consent in place of the identity consent',
    { after: alter('consent-identity', () => ({ textId: 'face', ...consents['face'] })) },
    ['evidence.incomplete'],
  ],
  [
    'an old version of a consent',
    { after: alter('consent-face', (o) => ({ ...o, version: '2020-01' })) },
    ['evidence.incomplete'],
  ],
  [
    'another chip photo than the log names',
    {
      after: alter('read-card', (o) => ({
        ...o,
        chipPhoto: { ...(o['chipPhoto'] as object), sha256: '1'.repeat(64) },
      })),
    },
    ['evidence.incomplete'],
  ],
  [
    'eyes that saw another person',
    { ...byEye, after: alter('compare-by-eye', (o) => ({ ...o, isSamePerson: false })) },
    ['evidence.holder-mismatch'],
  ],
  ['one person as clerk and supervisor', { clerk: supervisor, supervisor }, ['staff.same-person']],
  ['a clerk who approves', { ...byEye, supervisor: person(3, 'clerk') }, ['staff.not-allowed']],
  ['an administrator who attests', { clerk: person(4, 'administrator') }, ['staff.not-allowed']],
  [
    'a read after the statement',
    { after: alter('read-card', (o) => ({ ...o, readAt: '2026-11-22T02:00:01.000Z' })) },
    ['evidence.stale'],
  ],
  [
    'a read long before the statement',
    {
      after: (log) => ({
        ...alter('read-card', (o) => ({ ...o, readAt: '2026-11-22T01:29:30.000Z' }))(log),
        startedAt: '2026-11-22T01:29:00.000Z',
      }),
    },
    ['evidence.stale'],
  ],
  [
    'a session that ends before it began',
    { after: (log) => ({ ...log, startedAt: '2026-11-22T03:00:00.000Z' }) },
    ['evidence.stale'],
  ],
  ['an instant that is none', { after: (log) => ({ ...log, startedAt: '2026-13-45T99:00:00Z' }) }, ['evidence.stale']],
  [
    'a statement of another record',
    { ...byEye, after: (log) => ({ ...log, recordId: '00000000-0000-7000-8000-000000000009' }) },
    ['evidence.attestation-invalid'],
  ],
  [
    'a credential for another kiosk',
    { after: (log) => ({ ...log, kioskId: '00000000-0000-7000-8000-000000000009' }) },
    ['evidence.attestation-invalid'],
  ],
])('%s is named', (_what, wish, reasons) => expect(review(wish)).toEqual(reasons))

test.each<[string, (facts: ReviewFacts) => Partial<ReviewFacts>, string[]]>([
  ['a card read that was used before', () => ({ isTranscriptUsed: true }), ['evidence.replayed']],
  ['a capture that stands in another record', () => ({ isNonceUsed: true }), ['evidence.replayed']],
  ['another reader than the pinned one', () => ({ pinnedSamId: 'other' }), ['reader.not-pinned']],
  [
    'an image that did not arrive',
    ({ attachments: { signature: _s, ...rest } }) => ({ attachments: rest }),
    ['evidence.incomplete'],
  ],
  [
    'a page under the name of one that nobody filed',
    ({ attachments }) => ({ attachments: { ...attachments, 'paper-page': { sha256: 'f'.repeat(64), bytes: 9 } } }),
    ['evidence.incomplete'],
  ],
  [
    'a signature whose strokes nobody wrote',
    ({ log }) => ({
      log: {
        ...log,
        entries: log.entries.map((entry) =>
          entry.step === 'sign' ? { ...entry, output: withADot(entry.output) } : entry,
        ),
      },
    }),
    ['evidence.incomplete'],
  ],
  [
    'a record from the future',
    () => ({ receivedAt: new Date(at.getTime() - 6 * 60_000).toISOString() }),
    ['evidence.stale'],
  ],
  [
    'a credential of another server',
    (f) => ({ attestations: f.attestations.map((a) => ({ ...a, isCredentialOurs: false })) }),
    ['evidence.attestation-invalid'],
  ],
  [
    'a statement with a wrong signature',
    (f) => ({ attestations: f.attestations.map((a) => ({ ...a, isStatementSigned: false })) }),
    ['evidence.attestation-invalid'],
  ],
  [
    'a statement about another log',
    (f) => ({ attestations: f.attestations.map((a) => ({ ...a, isOverThisLog: false })) }),
    ['evidence.attestation-invalid'],
  ],
  [
    'a staff member who may not work any more',
    (f) => ({ attestations: f.attestations.map((a) => ({ ...a, isDisabled: true })) }),
    ['staff.disabled'],
  ],
])('%s is named', (_what, change, reasons) => expect(review({}, change)).toEqual(reasons))

test('all reasons are named at once, first the one to act on', () => {
  const reasons = review({ document: documentOfPerson(1, { validUntil: '2026-11-21' }), distance: 0.9 }, () => ({
    pinnedSamId: 'other',
  }))
  expect(reasons).toEqual(['document.expired', 'evidence.holder-mismatch', 'reader.not-pinned'])
})
test('a credential that ended before the statement is refused, one that ends with it is not', () => {
  const late = new Date(at.getTime() + 11 * 3_600_000 - 3_600_000 / 2)
  expect(review({ at: late }, () => ({ receivedAt: late.toISOString() }))).toEqual([])
  const tooLate = new Date(at.getTime() + 11 * 3_600_000 + 3_600_000)
  expect(review({ at: tooLate }, () => ({ receivedAt: tooLate.toISOString() }))).toEqual([
    'evidence.attestation-invalid',
  ])
})
