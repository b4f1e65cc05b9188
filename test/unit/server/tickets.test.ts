import { describe, expect, test } from 'vitest'
import { drawMatch } from '../../../sync-server/tickets/draw-match.ts'
import { collectFault, errandStateOf, heldFault, scanFault } from '../../../sync-server/tickets/ticket-rules.ts'

const [before, now, later] = ['2030-01-01T00:00:00.000Z', '2030-01-01T00:00:01.000Z', '2030-01-01T00:00:02.000Z']
const states = ['waiting', 'scanned', 'confirmed', 'cancelled', 'used'] as const
type State = (typeof states)[number]
const told = (rule: (row: { state: State; expiresAt: string }, now: string) => unknown, expiresAt: string): unknown =>
  Object.fromEntries(states.map((state) => [state, rule({ state, expiresAt }, now)]))

describe('what a ticket lets somebody do', () => {
  test('its state, in time and late', () => {
    const asItIs = { waiting: 'waiting', scanned: 'scanned', confirmed: 'confirmed' }
    const over = { cancelled: 'cancelled', used: 'confirmed' }
    expect(told(errandStateOf, later)).toEqual({ ...asItIs, ...over })
    const late = { waiting: 'expired', scanned: 'expired', confirmed: 'expired' }
    expect(told(errandStateOf, before)).toEqual({ ...late, ...over })
    expect(told(errandStateOf, now), 'its last instant is too late').toEqual({ ...late, ...over })
  })
  test('scanning', () => {
    const faults = { waiting: undefined, scanned: 'ticket.taken', confirmed: 'ticket.used' }
    expect(told(scanFault, later)).toEqual({ ...faults, cancelled: 'ticket.cancelled', used: 'ticket.used' })
    expect(scanFault({ state: 'waiting', expiresAt: before }, now)).toBe('ticket.expired')
    expect(scanFault(undefined, now)).toBe('ticket.unknown')
  })
  test('going on with it on the phone', () => {
    const faults = { scanned: undefined, confirmed: 'ticket.used', cancelled: 'ticket.cancelled', used: 'ticket.used' }
    expect(told(heldFault, later)).toMatchObject(faults)
    expect(heldFault({ state: 'scanned', expiresAt: before }, now)).toBe('ticket.expired')
    expect(heldFault(undefined, now)).toBe('ticket.unknown')
  })
  test('collecting it at the kiosk', () => {
    const waits = { waiting: 'ticket.not-confirmed', scanned: 'ticket.not-confirmed' }
    const over = { cancelled: 'ticket.cancelled', used: 'ticket.used' }
    expect(told(collectFault, later)).toEqual({ ...waits, ...over, confirmed: undefined })
    expect(collectFault({ state: 'confirmed', expiresAt: before }, now)).toBe('ticket.expired')
    expect(collectFault(undefined, now)).toBe('ticket.unknown')
  })
})

test('the numbers differ, have two digits, and the right one stands at each place now and then', () => {
  const places = new Set<number>()
  for (let n = 0; n < 300; n++) {
    const { matchNumber, matchChoices } = drawMatch()
    expect(new Set(matchChoices).size).toBe(3)
    for (const choice of matchChoices) expect(choice).toMatch(/^[1-9]\d$/)
    places.add(matchChoices.indexOf(matchNumber))
  }
  expect(places).toEqual(new Set([0, 1, 2]))
})
