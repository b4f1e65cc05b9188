import { expect, test } from 'vitest'
import { inOrder, SILENT_AFTER_MS, standingWordOf } from '../../../sync-server/kiosks/kiosk-order.ts'
import { kioskReport, troubledReport } from '../../fixtures/kiosk/kiosk-report.ts'

const now = new Date('2026-11-22T09:00:00.000Z')
const ago = (ms: number): string => new Date(now.getTime() - ms).toISOString()
const [, camera, lowPaper] = troubledReport.devices
const facts = { isRevoked: false, lastSeenAt: ago(1000), report: kioskReport }

test.each([
  ['good', {}],
  ['faulty', { report: troubledReport }],
  ['attention', { report: { ...kioskReport, devices: [camera!, lowPaper!] } }],
  ['attention', { report: { ...kioskReport, records: { waiting: 0, returned: 0, parked: 1 } } }],
  ['silent', { report: troubledReport, lastSeenAt: ago(SILENT_AFTER_MS + 1) }],
  ['good', { lastSeenAt: ago(SILENT_AFTER_MS) }],
  ['unheard', { lastSeenAt: undefined }],
  ['unheard', { report: undefined }],
  ['revoked', { isRevoked: true, report: troubledReport }],
] as const)('a kiosk is %s', (word, change) => {
  expect(standingWordOf({ ...facts, ...change }, now)).toBe(word)
})

test('what is to be acted on comes first; those alike keep their order', () => {
  const kiosks = (['good', 'revoked', 'attention', 'faulty', 'good', 'silent'] as const).map((standing, id) => ({
    standing,
    id,
  }))
  expect(inOrder(kiosks).map(({ id }) => id)).toEqual([3, 5, 2, 0, 4, 1])
})
