import { Type, type Static } from 'typebox'
import { object, oneOf } from './shape.ts'
import { Instant } from './staff.ts'

/** What goes out of service with a device, and how work goes on; a fault takes nothing else with it. */
export interface WithoutDevice {
  readonly lost: string
  readonly instead: string
}

/** How a kiosk serves: a counter with a member of staff, or citizens by themselves. */
export type KioskMode = 'counter' | 'self-service'

interface DeviceRow {
  readonly title: string
  /** Nothing for a mode means that nothing of it needs the device. */
  readonly without: Readonly<Partial<Record<KioskMode, WithoutDevice>>>
}

/** Every device that a kiosk may have. */
export const devices = {
  reader: {
    title: '读卡器',
    without: {
      counter: { lost: '刷证件查账号、读取证件', instead: '可按手机号、用户名或预约号查找账号；现场认证请换窗口办理' },
      'self-service': { lost: '刷身份证', instead: '请手动填写，或用其他方式登录' },
    },
  },
  camera: { title: '摄像头', without: { counter: { lost: '人脸采集', instead: '由两名工作人员核验，结果相同' } } },
  'zone-reader': {
    title: '证件阅读机',
    without: { counter: { lost: '扫描通行证、护照', instead: '可手工录入通行证、护照；身份证照常读取' } },
  },
  'code-scanner': {
    title: '扫码枪',
    without: { counter: { lost: '扫预约码查账号', instead: '请按预约号、手机号或证件查找账号' } },
  },
  printer: { title: '凭条打印机', without: { counter: { lost: '打印凭条', instead: '用手机扫描屏幕上的二维码' } } },
  'camera-mount': {
    title: '摄像头云台',
    without: { counter: { lost: '自动升降镜头', instead: '请手动调整摄像头高低' } },
  },
  light: { title: '补光灯', without: { counter: { lost: '采集时补光', instead: '光线不足请打开柜台灯' } } },
} as const satisfies Record<string, DeviceRow>

export type Device = keyof typeof devices
const deviceNames = Object.keys(devices) as Device[]

/** Narrows a text to a device. */
export function isDevice(text: string): text is Device {
  return Object.hasOwn(devices, text)
}

/** What a mode of kiosk loses with a device; nothing where nothing of it needs the device. */
export function withoutDevice(device: Device, mode: KioskMode): WithoutDevice | undefined {
  const row: DeviceRow = devices[device]
  return row.without[mode]
}

/** How a device stands: not looked at yet, at work, at work but soon in need of somebody, out of service. */
export const deviceStates = {
  starting: { title: '检查中', rank: 2 },
  working: { title: '正常', rank: 3 },
  attention: { title: '需要留意', rank: 1 },
  faulty: { title: '停用', rank: 0 },
} as const
export type DeviceState = keyof typeof deviceStates

/** What a device uses up, as far as it can tell: a printer its paper. */
export const Consumable = oneOf('enough', 'low', 'out')
export type Consumable = Static<typeof Consumable>

/** One device of a kiosk. No member says anything about a person. */
export const DeviceHealth = object({
  device: Type.Enum(deviceNames),
  state: Type.Enum(Object.keys(deviceStates) as DeviceState[]),
  /** Why it is out of service, in the failure catalogue's codes; a newer kiosk may know more of them than the server. */
  code: Type.Optional(Type.String({ pattern: '^[a-z-]{1,40}\\.[a-z-]{1,40}$' })),
  /** Since when it stands so. */
  since: Instant,
  /** When it last did its work: a card was read, a slip printed, a face captured. */
  lastSuccessAt: Type.Optional(Instant),
  /** How often it went out of service since the kiosk was started. */
  errors: Type.Integer({ minimum: 0 }),
  paper: Type.Optional(Consumable),
})
export type DeviceHealth = Static<typeof DeviceHealth>

const Count = Type.Integer({ minimum: 0, maximum: 10_000_000 })

/** What a kiosk tells of itself now and then: its software, what has not arrived yet, its devices. */
export const KioskReport = object({
  version: Type.String({ pattern: '^[\\w.~+-]{1,40}$' }),
  startedAt: Instant,
  mode: oneOf('counter', 'self-service'),
  /** Records that the server does not have yet, those it returned, and those set aside at the kiosk. */
  records: object({ waiting: Count, returned: Count, parked: Count }),
  devices: Type.Array(DeviceHealth, { maxItems: deviceNames.length }),
})
export type KioskReport = Static<typeof KioskReport>

/** What the screen, which alone can see cameras, says of the pinned one: `picture` is one that served its purpose. */
export const CameraSight = oneOf('present', 'picture', 'missing', 'other', 'denied', 'black', 'frozen')
export type CameraSight = Static<typeof CameraSight>

/** Which way the lens of the camera is to go, so that it looks into somebody's face. */
export const Aim = oneOf('up', 'down', 'stop')
export type Aim = Static<typeof Aim>
