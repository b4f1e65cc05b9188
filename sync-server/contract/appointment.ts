import { Type, type Static } from 'typebox'
import { object } from './shape.ts'
import { Instant } from './staff.ts'

const RADIX = 10
const DRAWN_DIGITS = 8

/** Check digit of a row of digits: ISO/IEC 7064, MOD 11,10. Finds every wrong digit and every swap of neighbours. */
function checkDigit(digits: string): number {
  const product = [...digits].reduce((kept, digit) => {
    const sum = (kept + Number(digit)) % RADIX || RADIX
    return (sum * 2) % (RADIX + 1)
  }, RADIX)
  return (RADIX + 1 - product) % RADIX
}

/** The number of an appointment from eight digits that were drawn at random. */
export function appointmentNumber(drawn: string): string {
  return drawn + String(checkDigit(drawn))
}

/** What a clerk typed, without the gaps in which it is written and read aloud; undefined when it can be no such number. */
export function readAppointmentNumber(typed: string): string | undefined {
  const digits = typed.replace(/[\s-]/g, '')
  const isWhole = /^\d{9}$/.test(digits)
  return isWhole && appointmentNumber(digits.slice(0, DRAWN_DIGITS)) === digits ? digits : undefined
}

/** In groups of three, as it is shown and said. */
export function groupAppointmentNumber(number: string): string {
  return number.replace(/(\d{3})(?=\d)/g, '$1 ')
}

/** 现场认证预约: what a citizen was given to bring to a counter. The number says nothing about the person. */
export const AppointmentView = object({ number: Type.String({ pattern: '^\\d{9}$' }), expiresAt: Instant })
export type AppointmentView = Static<typeof AppointmentView>

/** What to have with one at the counter; the document must be the original. */
export const thingsToBring = [
  '本人有效身份证件原件（复印件、照片不能办理）',
  '注册时使用的手机',
  '本页的预约号，可拍照或记下',
] as const

/** What everybody should know before going. */
export const visitWords = {
  where: '任一办事大厅“实证核验”窗口',
  hours: '工作日 9:00–17:00',
  takes: '现场约 3 分钟，当场办结',
} as const
