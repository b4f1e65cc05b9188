import { expect, test } from 'vitest'
import { appointmentState } from '../../../sync-server/accounts/appointment-state.ts'

const appointment = { expiresAt: '2026-03-08T08:00:00.000Z' }

test('an appointment opens an account until its moment comes, and not at it', () => {
  expect(appointmentState(appointment, { level: 'L2' }, '2026-03-08T07:59:59.999Z')).toBe('open')
  expect(appointmentState(appointment, { level: 'L2' }, appointment.expiresAt)).toBe('expired')
})
test('whoever was verified on site has used it, whenever that was', () => {
  expect(appointmentState(appointment, { level: 'L4' }, '2026-03-01T00:00:00.000Z')).toBe('used')
  expect(appointmentState(appointment, { level: 'L4' }, '2026-04-01T00:00:00.000Z')).toBe('used')
})
