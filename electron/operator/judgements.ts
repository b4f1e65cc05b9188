import { type FailureCode, failures, isFailureCode } from '../../sync-server/contract/failure.ts'
import { type Device, type DeviceHealth, devices } from '../../sync-server/contract/device-health.ts'
import { bad, type Finding, good, open } from './finding.ts'

/** More than this the server refuses signed requests. */
const LARGEST_CLOCK_DIFFERENCE_S = 5 * 60
const NOTICEABLE_CLOCK_DIFFERENCE_S = 30
const CERTIFICATE_WARNING_DAYS = 30
/** What is wrong with a device that has said nothing at all. */
const NOT_CONNECTED = {
  reader: 'reader.not-connected',
  camera: 'camera.not-connected',
  'zone-reader': 'zone-reader.not-connected',
  'code-scanner': 'code-scanner.not-connected',
  printer: 'printer.not-connected',
  'camera-mount': 'camera-mount.not-connected',
  light: 'light.not-connected',
} as const satisfies Record<Device, FailureCode>

/** What the server answered to a signed question, or why it did not. */
export type ServerWord =
  | { readonly kind: 'standing'; readonly clockDifferenceS: number; readonly areKeysPinned: boolean }
  | { readonly kind: 'refused'; readonly code: FailureCode }
  | { readonly kind: 'not-asked' }

/** The certificate that the server showed, or why there was none. */
export type CertificateWord =
  | { readonly kind: 'shown'; readonly fault: string | undefined; readonly daysLeft: number; readonly issuer: string }
  | { readonly kind: 'plain' }
  | { readonly kind: 'no-connection'; readonly because: string }

/** Judges what is installed. */
export function judgeVersion(version: string, electron: string): Finding {
  const says = `终端 ${version}，Electron ${electron}`
  if (!version.includes('~')) return good('版本', says)
  return bad('版本', `${says}；这是测试或演示包`, '请勿投入使用：请安装正式发布的软件包')
}

/** Judges how much room is left for records. */
export function judgeDisk(freeMiB: number, minimumFreeMiB: number): Finding {
  const says = `数据盘剩余 ${Math.floor(freeMiB)} MiB`
  if (freeMiB >= minimumFreeMiB) return good('磁盘', says)
  return bad('磁盘', `${says}，少于受理所需的 ${minimumFreeMiB} MiB`, '请清理磁盘空间；已受理的记录都在')
}

/** Judges who this kiosk is to the server, by what lies on its disk and what the server said. */
export function judgeEnrolment(kioskId: string | undefined, isKeyWhole: boolean, word: ServerWord): Finding {
  if (kioskId === undefined) {
    return open(
      '登记',
      '本机尚未登记',
      '请向管理员索取一次性登记码，然后运行 hall-kiosk enrol 登记码 --server 服务器地址',
    )
  }
  if (!isKeyWhole) return bad('登记', `已登记为 ${kioskId}，但本机密钥缺失或损坏`, '请用新的登记码重新登记本机')
  if (word.kind === 'refused' && word.code.startsWith('kiosk.')) return refused('登记', word.code)
  if (word.kind === 'standing' && !word.areKeysPinned) return refused('登记', 'server.key-mismatch')
  return good('登记', `已登记为 ${kioskId}，本机密钥完好`)
}

/** Judges whether the server can be reached and answers. */
export function judgeNetwork(server: string, word: ServerWord, certificate: CertificateWord): Finding {
  if (word.kind === 'standing') return good('网络', `${server} 应答正常`)
  if (certificate.kind === 'no-connection') {
    return bad(
      '网络',
      `连不上 ${server}（${certificate.because}）`,
      '请检查网线、地址和防火墙；可继续离线受理，联网后自动补传',
    )
  }
  if (word.kind === 'refused' && word.code.startsWith('server.')) return refused('网络', word.code)
  return good('网络', `${server} 可以连接`)
}

/** Judges the server's certificate as this kiosk sees it. */
export function judgeCertificate(word: CertificateWord): Finding {
  if (word.kind === 'plain') return open('服务器证书', '未使用 https（仅限本机演示）')
  if (word.kind === 'no-connection') return open('服务器证书', '没有连上服务器，无法查看')
  if (word.fault !== undefined) {
    const todo = '请核对本机时间和 certificateAuthority 指定的证书文件；若都无误，请勿继续，立即联系管理员'
    return bad('服务器证书', `不可信（${word.fault}），签发者 ${word.issuer}`, todo)
  }
  const says = `可信，签发者 ${word.issuer}，${word.daysLeft} 天后到期`
  if (word.daysLeft >= CERTIFICATE_WARNING_DAYS) return good('服务器证书', says)
  return bad('服务器证书', says, '请尽快更换服务器证书')
}

/** Judges the clock against the server's; without its word nothing can be said. */
export function judgeClock(word: ServerWord): Finding {
  if (word.kind === 'refused' && word.code === 'kiosk.clock-differs') return refused('时间', word.code)
  if (word.kind !== 'standing') return open('时间', '没有服务器的时间可以比较')
  const seconds = Math.round(word.clockDifferenceS)
  const says = `与服务器相差 ${Math.abs(seconds)} 秒`
  if (Math.abs(seconds) <= NOTICEABLE_CLOCK_DIFFERENCE_S) return good('时间', says)
  const todo = '请校准本机时间（timedatectl set-ntp true）'
  return Math.abs(seconds) > LARGEST_CLOCK_DIFFERENCE_S ? bad('时间', says, todo) : open('时间', says, todo)
}

/** Judges each device by its health; while the kiosk runs, it alone speaks with them. */
export function judgeDevices(health: readonly DeviceHealth[] | 'in-use'): readonly Finding[] {
  if (health !== 'in-use') return health.map(judgeDevice)
  return [open('设备', '终端正在运行并使用这些设备，请看终端屏幕或管理台上的状态')]
}

function judgeDevice({ device, state, code, paper }: DeviceHealth): Finding {
  const { title } = devices[device]
  if (paper === 'low') return open(title, '纸卷快用完了', '请准备新的纸卷')
  if (state === 'working') return good(title, '已连接，应答正常')
  return refused(title, code !== undefined && isFailureCode(code) ? code : NOT_CONNECTED[device])
}

/** Judges what has not reached the server yet. */
export function judgeUnsent(unsent: number | 'unreadable'): Finding {
  if (unsent === 'unreadable') return bad('记录', '本机数据库无法读取', '请勿删除任何文件，立即联系管理员')
  if (unsent === 0) return good('记录', '没有未上传的记录')
  return open('记录', `${unsent} 条记录尚未上传`, '联网后自动上传；在此之前请勿删除本机数据')
}

function refused(about: string, code: FailureCode): Finding {
  const { title, action } = failures[code]
  return bad(about, title, action)
}
