import { Type, type Static } from 'typebox'
import { AssuranceLevel } from './level.ts'
import { object, oneOf } from './shape.ts'
import { Instant } from './staff.ts'

/** One service of the hall, with the level that it needs (manual 1.3) and where in the hall it is done. */
export const ServiceItem = object({
  id: Type.String({ maxLength: 40 }),
  title: Type.String({ maxLength: 40 }),
  lead: Type.String({ maxLength: 120 }),
  group: oneOf('查询', '办理', '涉金', '公开'),
  level: AssuranceLevel,
  place: Type.String({ maxLength: 80 }),
})
export type ServiceItem = Readonly<Static<typeof ServiceItem>>

/** A service that the server has opened for whoever asked: where it goes on, and with which level it was opened. */
export const OpenedService = object({ service: ServiceItem, level: AssuranceLevel, openedAt: Instant })
export type OpenedService = Static<typeof OpenedService>

type Words = readonly [id: string, title: string, lead: string, place: string]
const item =
  (group: ServiceItem['group'], level: AssuranceLevel) =>
  (...[id, title, lead, place]: Words): ServiceItem => ({ id, title, lead, group, level, place })
const open = item('公开', 'L1')
const query = item('查询', 'L2')
const handle = item('办理', 'L3')
const money = item('涉金', 'L4')

/** 办事目录: what the hall offers. */
export const services: readonly ServiceItem[] = [
  open('hall-guide', '大厅导览', '楼层、窗口和开放时间', '咨询台'),
  open('policy-library', '政策公开', '查看公开的政策和办事指南', '自助区'),
  open('appointment', '预约取号', '预约办理时间，到场取号', '取号机'),
  query('social-security-record', '社保权益记录', '查询本人参保和缴费记录', '自助区 · 3 号窗口'),
  query('housing-fund-balance', '公积金查询', '查询缴存、提取明细和余额', '自助区 · 5 号窗口'),
  query('car-lottery', '小客车摇号结果', '查询资格审核和摇号结果', '自助区'),
  handle('residence-permit', '居住证办理', '申领、签注、变更', '8 号窗口'),
  handle('business-registration', '个体工商户登记', '设立、变更、注销登记', '12 号窗口'),
  handle('birth-registration', '新生儿入户', '出生登记联合办理', '9 号窗口'),
  money('housing-fund-withdrawal', '公积金提取', '购房、租房、退休提取', '5 号窗口'),
  money('social-security-refund', '社保退费', '多缴、误缴退费申请', '3 号窗口'),
  money('property-transfer', '不动产转移登记', '缴税、登记一窗办理', '16 号窗口'),
]

/** The service with this id; undefined for any other word. */
export function serviceOf(id: string): ServiceItem | undefined {
  return services.find((service) => service.id === id)
}
