import { readerStateText } from '../../sync-server/contract/device.ts'
import { type Failure, type FailureCode, failures } from '../../sync-server/contract/failure.ts'
import { exits } from '../../sync-server/contract/flow/language.ts'

/** Every word on the counter screen that no row of the contract already says. */
export const texts = {
  shell: {
    starting: '正在启动',
    demo: '演示环境',
    online: '网络正常',
    offline: '当前离线',
    waiting: '待上传',
    returned: '被退回',
    leave: '结束并清除',
    signOut: '退出',
    credentialUntil: (when: string) => `离线可用至 ${when}`,
    signedInOffline: '离线登录',
    trail: '办理步骤',
    devices: '设备与网络',
    done: '已完成',
    current: '当前',
    ahead: '未到',
    back: '上一步',
    busy: '正在处理，请稍候',
    reading: '证件',
  },
  turn: {
    staff: '工作人员操作',
    citizen: '请群众操作',
    supervisor: '值班长操作',
  },
  leave: {
    title: '结束本次办理？',
    lead: '已读取的证件信息、照片和签名会立即从本机清除，不能恢复。',
    stay: '继续办理',
    leave: '结束并清除',
  },
  idle: {
    title: '还在办理吗？',
    lead: '长时间没有操作。倒计时结束后，本次办理自动结束并清除。',
    seconds: '秒',
    stay: '继续办理',
  },
  signIn: {
    product: '实证核验',
    productOf: '办事大厅现场认证',
    title: '工作人员登录',
    lead: '请使用本人工号登录。',
    staffNumber: '工号',
    password: '密码',
    submit: '登录',
    submitting: '正在登录',
    retryIn: (seconds: number) => `${seconds} 秒后可以再试`,
    offlineTitle: '当前离线',
    offline: '在本机联网登录过的工作人员，资格到期前可以离线登录；到期后须联网登录一次。',
    privacy: '本机不保留群众信息，办理结束即清除。',
  },
  home: {
    title: '窗口受理',
    begin: '开始实证核验',
    beginHint: '请先与群众确认来意，准备好居民身份证',
    reader: '读卡器',
    camera: '摄像头',
    network: '网络',
    cameraReady: '摄像头就绪',
    cameraMissing: '未找到摄像头',
    cameraUnknown: '摄像头与登记的不同',
    cameraChecking: '正在检查摄像头',
    cameraWithout: '仍可受理，人证核验改为双人核验',
    networkOfflineHint: '可继续受理，联网后自动补传',
    networkOnlineHint: (waiting: number) => (waiting === 0 ? '没有待上传的记录' : `正在补传 ${waiting} 条记录`),
    readerHint: '放卡即可读取',
    work: '待处理',
    workCount: (n: number) => `${n} 条`,
    workEmpty: '没有待处理的记录',
    workEmptyHint: '被退回或搁置的记录会列在这里，并写明原因和处理办法。',
    receiptNumber: '回执编号',
    finishedAt: '受理时间',
    by: '经办工号',
    tries: (n: number) => `已尝试上传 ${n} 次`,
    acknowledge: '已处理',
    resend: '立即补传',
    state: { returned: '被退回', parked: '已搁置', waiting: '待上传' },
    parkedReason: '多次上传未成功，已搁置',
    parkedAction: '请检查网络后立即补传；仍不行请联系管理员',
    resumeTitle: '有一次未完成的办理',
    resumeFacts: (when: string, step: string) => `${when} 开始，停在“${step}”`,
    resumeOther: (number: string) => `由工号 ${number} 开始，只能由本人继续；可以清除后重新办理。`,
    resume: '继续办理',
    discard: '清除',
    blockedLabel: '暂停受理',
  },
  findAccount: {
    lead: '向群众问清账号，任选一种方式查找。',
    ways: { phone: '手机号', username: '用户名', card: '刷身份证', appointment: '预约号' },
    wayLabel: '查找方式',
    phone: '手机号码',
    phoneHint: '11 位手机号码',
    username: '用户名',
    usernameHint: '6–20 位，字母开头，只含字母和数字',
    appointment: '预约号',
    appointmentHint: '9 位数字，群众在自助终端或手机上预约时得到；离线时请改用手机号',
    appointmentWrong: '预约号为 9 位数字，请与群众核对',
    phoneWrong: '请输入 11 位手机号码',
    usernameWrong: '用户名为 6–20 位，字母开头，只含字母和数字',
    search: '查找',
    readCard: '开始读卡',
    stop: '停止读卡',
    cardHint: '读取群众的居民身份证，按证件号码查找已实名的账号。',
    found: '找到账号',
    foundHint: '请与群众核对后确认。',
    confirm: '确认账号',
    again: '重新查找',
    absent: '没有找到账号',
    absentHint: '请核对输入，或为群众新开账号。',
    open: '新开账号',
    name: '姓名',
    noName: '未实名',
    notBound: '未绑定',
    level: '当前等级',
    offline: '当前离线：联网后核对账号',
    offlineHint: '按群众提供的账号先受理，联网后由服务器核对；核对不上会退回并说明原因。',
    noted: '账号已记下',
    notedBy: { phone: '按手机号核对', username: '按用户名核对', card: '按身份证核对' },
  },
  openAccount: {
    title: '新开账号',
    lead: '用群众本人的手机号开立账号，完成核验后即为高级认证。',
    phone: '手机号码',
    phoneAgain: '再次输入手机号码',
    differs: '两次输入的手机号码不一致',
    submit: '新开账号',
    back: '返回查找',
    offlineHint: '联网后由服务器开立；手机号届时已有账号的，会退回并说明原因。',
    oneNumber: '一个手机号码只能开立一个账号，请群众当面确认号码。',
  },
  consent: {
    lead: '请群众阅读后，由本人选择。',
    read: '请群众阅读',
    agree: '同意',
    decline: '不同意',
    refusable: '不同意也可以办理',
    refusableHint: '改由两名工作人员当面核对，办理结果完全相同。',
    notRefusable: '不同意则不能办理，已读取的信息会立即清除。',
    version: (version: string) => `文本版本 ${version}`,
  },
} as const

/** A code's words, ready for a notice: what happened, what to do, and the incident where there is one. */
export interface FailureWords {
  readonly title: string
  readonly action: string
  readonly incident: string | undefined
  readonly retryAfterS: number | undefined
}

/** The words for a failure. */
export function wordsOf(failure: Failure): FailureWords {
  const { title, action } = failures[failure.code]
  return { title, action, incident: failure.incident, retryAfterS: failure.retryAfterS }
}

/** The words for a bare code. */
export const wordsOfCode = (code: FailureCode): FailureWords => wordsOf({ code })

export { exits as exitWords, readerStateText }
