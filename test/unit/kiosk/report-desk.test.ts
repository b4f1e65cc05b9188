import { expect, test } from 'vitest'
import { reportDesk } from '../../../electron/sync/report-desk.ts'
import type { KioskReport } from '../../../sync-server/contract/device-health.ts'
import { kioskReport, troubledReport } from '../../fixtures/kiosk/kiosk-report.ts'

function desk() {
  const state = { now: 0, report: kioskReport }
  const made = reportDesk(() => state.now)
  const send = (): KioskReport | undefined => {
    const due = made.due()
    if (due) made.sent(due)
    return due
  }
  return { made, state, send }
}

test('nothing is due while nobody can say how the kiosk is', () => {
  expect(desk().made.due()).toBeUndefined()
})

test('what the server did not get stays due; what it has is not told again', () => {
  const { made, send, state } = desk()
  made.from(() => state.report)
  expect(made.due()).toBe(kioskReport)
  expect(send()).toBe(kioskReport)
  expect(send()).toBeUndefined()
})

test('a change of a device, of the records or of the software is told at once; use of a device is not', () => {
  const { made, send, state } = desk()
  made.from(() => state.report)
  send()
  const [reader, ...others] = kioskReport.devices
  state.report = { ...kioskReport, devices: [{ ...reader!, lastSuccessAt: '2026-11-22T09:00:00.000Z' }, ...others] }
  expect(send()).toBeUndefined()
  for (const report of [
    { ...kioskReport, devices: troubledReport.devices },
    { ...kioskReport, records: troubledReport.records },
    { ...kioskReport, version: '1.0.1' },
  ]) {
    state.report = report
    expect(send()).toBe(report)
    expect(send()).toBeUndefined()
  }
})

test('without any news the same is told again every five minutes, also after the clock was set back', () => {
  const { made, send, state } = desk()
  made.from(() => state.report)
  send()
  state.now = 299_999
  expect(send()).toBeUndefined()
  state.now = 300_000
  expect(send()).toBe(kioskReport)
  state.now = -1
  expect(send()).toBe(kioskReport)
})
