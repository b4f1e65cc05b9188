import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../sync-server/contract/canonical-json.ts'
import { consentTexts } from '../../../sync-server/contract/consent-texts.ts'
import { attestationsOf } from '../../../sync-server/contract/evidence.ts'
import type { IdentityDocument } from '../../../sync-server/contract/document/index.ts'
import { verifyInPerson } from '../../../sync-server/contract/flow/index.ts'
import { defaultPolicy } from '../../../sync-server/contract/policy.ts'
import type { SessionLog } from '../../../sync-server/contract/session-log.ts'
import type { StaffRole } from '../../../sync-server/contract/staff.ts'
import { type ReviewFacts, reviewEvidence } from '../../../sync-server/intake/evidence-review.ts'
import { buildLog, documentOfPerson, type RecordWish, staffForTest } from '../../fixtures/server/build-record.ts'

const at = new Date('2026-11-22T02:00:00.000Z')
const kioskId = '00000000-0000-7000-8000-000000000001'
const person = (n: number, role: StaffRole) =>
  staffForTest(
    {
      staffId: `00000000-0000-7000-8000-00000000010${n}`,
      staffNumber: `${n}`,
      role,
      kioskId,
      issuedAt: new Date(at.getTime() - 3_600_000),
    },
    { keyId: 'k', sign: (value) => ({ value, signature: 'x' }) },
  )
const clerk = person(1, 'clerk')
const supervisor = person(2, 'supervisor')
const hex = (text: string): string => createHash('sha256').update(text).digest('hex')
const consents = Object.fromEntries(
  Object.entries(consentTexts).map(([id, text]) => [id, { version: text.version, digest: hex(canonicalJson(text)) }]),
)

function facts(
  wish: Partial<RecordWish> = {},
  change: (facts: ReviewFacts) => Partial<ReviewFacts> = () => ({}),
): ReviewFacts {
  const { log, attachments } = buildLog({ kioskId, clerk, account: { by: 'document' }, at, ...wish })
  const sound: ReviewFacts = {
    flow: verifyInPerson,
    log,
    policy: defaultPolicy,
    receivedAt: new Date(at.getTime() + 1000).toISOString(),
    consents,
    attachments: Object.fromEntries(
      attachments.map(({ name, bytes }) => [
        name,
        { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length },
      ]),
    ),
    attestations: attestationsOf(verifyInPerson, log.entries).map(() => ({
      isCredentialOurs: true,
      isStatementSigned: true,
      isOverThisLog: true,
      isDisabled: false,
    })),
    isTranscriptUsed: false,
    pinnedSamId: undefined,
  }
  return { ...sound, ...change(sound) }
}

type Output = Record<string, unknown>
const alter =
  (step: string, change: (output: Output) => Output) =>
  (log: SessionLog): SessionLog => ({
    ...log,
    entries: log.entries.map((e) => (e.step === step ? { ...e, output: change(e.output as Output) } : e)),
  })
const review = (wish: Partial<RecordWish> = {}, change?: (facts: ReviewFacts) => Partial<ReviewFacts>) =>
  reviewEvidence(facts(wish, change))
const byEye = { supervisor }

const ZONE = ['CRCHNH000000010<<<<<<<<<<<<<<<', '0001018M3301018CHN<<<<<<<<<<<0', 'ZHENGJIAN<<YANGBEN<<<<<<<<<<<<']
const permit: IdentityDocument = {
  type: 'hk-macao-mainland-travel-permit',
  fullName: '证件样本',
  romanizedName: 'ZHENGJIAN, YANGBEN',
  sex: 'male',
  birthDate: '2000-01-01',
  documentNumber: 'H00000001',
  nationality: 'CHN',
  validFrom: '2023-01-01',
  validUntil: '2033-01-01',
}
const zoneOf = (change: Partial<IdentityDocument> = {}, zone: readonly string[] = ZONE) => ({
  ...byEye,
  read: {
    outcome: 'zone-read' as const,
    output: { document: { ...permit, ...change }, zone, by: 'serial', transcriptDigest: 'a'.repeat(64) },
  },
})
const typedOf = (change: Partial<IdentityDocument> = {}) => ({
  ...byEye,
  read: { outcome: 'typed' as const, output: { document: { ...permit, ...change }, why: 'not-scanned' } },
})

test('a sound record has nothing against it, on either way', () => {
  expect(review()).toEqual([])
  expect(review(byEye)).toEqual([])
  expect(review(zoneOf())).toEqual([])
  expect(review(typedOf())).toEqual([])
})
test.each<[string, Partial<RecordWish>, string[]]>([
  ['a zone whose check digits are wrong', zoneOf({}, [ZONE[0]!, ZONE[1]!.replace('3301018', '3401018'), ZONE[2]!]), ['evidence.zone-differs']],
  ['a zone of somebody else', zoneOf({ documentNumber: 'H00000002' }), ['evidence.zone-differs']],
  ['a validity that its zone does not have', zoneOf({ validUntil: '2043-01-01' }), ['evidence.zone-differs']],
  ['an identity card as if it had a zone', zoneOf(documentOfPerson(1)), ['evidence.zone-differs']],
  ['an identity card that was typed', typedOf(documentOfPerson(1)), ['evidence.incomplete']],
  ['a travel document as if it had a chip', { ...byEye, document: permit }, ['evidence.incomplete']],
  ['a travel document that is no longer valid', typedOf({ validUntil: '2026-11-21' }), ['document.expired']],
  ['a number that no permit has', typedOf({ documentNumber: 'X00000001' }), ['document.number-invalid']],
])('of documents without a chip, %s is named', (_what, wish, reasons) => expect(review(wish)).toEqual(reasons))
test('a zone is no read of the pinned reader, and cannot be used twice', () => {
  expect(review(zoneOf(), () => ({ pinnedSamId: 'pinned' }))).toEqual([])
  expect(review(zoneOf(), () => ({ isTranscriptUsed: true }))).toEqual(['evidence.replayed'])
})
test.each<[string, Partial<RecordWish>, string[]]>([
  ['an expired document', { document: documentOfPerson(1, { validUntil: '2026-11-21' }) }, ['document.expired']],
  [
    'a number with a wrong check digit',
    { document: documentOfPerson(1, { documentNumber: '119999190001010010' }) },
    ['document.number-invalid'],
  ],
  ['a face in the review band called a match', { distance: 0.58 }, ['evidence.holder-mismatch']],
  ['a face just over the threshold', { distance: 0.5500001 }, ['evidence.holder-mismatch']],
  [
    'a face that was not live',
    {
      after: alter('capture-face', (o) => ({ ...o, liveness: { verdict: 'spoof', method: 'active', challenges: [] } })),
    },
    ['evidence.holder-mismatch'],
  ],
  ['no liveness at all', { after: alter('capture-face', ({ liveness: _l, ...o }) => o) }, ['evidence.incomplete']],
  ['a short capture nonce', { after: alter('capture-face', (o) => ({ ...o, nonce: 'abc' })) }, ['evidence.incomplete']],
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
    { after: (log) => ({ ...log, recordId: '00000000-0000-7000-8000-000000000009' }) },
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
  ['another reader than the pinned one', () => ({ pinnedSamId: 'other' }), ['reader.not-pinned']],
  [
    'an image that did not arrive',
    ({ attachments: { signature: _s, ...rest } }) => ({ attachments: rest }),
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

test('a stricter policy judges the same distance anew', () => {
  expect(
    review({ distance: 0.5 }, () => ({ policy: { ...defaultPolicy, face: { acceptUpTo: 0.4, reviewUpTo: 0.6 } } })),
  ).toEqual(['evidence.holder-mismatch'])
})
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
