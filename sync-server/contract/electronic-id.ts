import { Type, type Static } from 'typebox'
import { drawnNumber } from './drawn-number.ts'
import { object } from './shape.ts'
import { Instant } from './staff.ts'

/** How many digits of a 北京通号 are drawn; the twelfth is its check digit (manual 1.3.2.1 shows twelve). */
export const EID_DRAWN_DIGITS = 11

/** 电子身份证 as its owner sees it: issued once a living face was matched with the photo that the register holds. */
export const ElectronicIdView = object({
  number: Type.String({ pattern: '^\\d{12}$' }),
  maskedName: Type.String({ maxLength: 60 }),
  issuedAt: Instant,
})
export type ElectronicIdView = Static<typeof ElectronicIdView>

/** In groups of four, as it is shown and said. */
export function groupElectronicId(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, '$1 ')
}

/** A 北京通号 of drawn digits; the first is never 0, so that no program drops it. */
export function eidNumber(drawn: string): string {
  return drawnNumber(drawn.replace(/^0/, '1'))
}
