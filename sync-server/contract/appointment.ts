import { Type, type Static } from 'typebox'
import { object } from './shape.ts'
import { Instant } from './staff.ts'

/** The number of an appointment from digits that were drawn at random; what a clerk typed; and how it is shown. */
export {
  drawnNumber as appointmentNumber,
  groupDrawnNumber as groupAppointmentNumber,
  readDrawnNumber as readAppointmentNumber,
} from './drawn-number.ts'

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
