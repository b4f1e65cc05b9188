import type { CameraReason } from '../../face/index.ts'

/** Why there is no capture: the camera's reasons, the engine's, and a capture without a usable picture. */
export type CaptureTrouble = CameraReason | 'engine-failed' | 'unclear'

/** The words of 人脸识别认证 on the phone; the counter is always a way. */
export const faceTexts = {
  title: '人脸识别认证',
  match: {
    lead: '请点办事大厅屏幕上显示的数字',
    at: (place: string) => `办理地点：${place}`,
    why: '数字不一致，说明您扫的不是面前这块屏幕，请勿继续。',
  },
  realName: '实名信息',
  consent: { agree: '同意', decline: '不同意，改到现场办', version: (version: string) => `版本 ${version}` },
  ready: {
    lead: '请找光线均匀的地方，摘下帽子和口罩，正对手机前置摄像头。',
    acts: '开始后请按提示慢慢做动作，例如眨眼、转头。',
    who: (name: string, number: string) => `为 ${name} ${number} 认证`,
    start: '开始采集',
    again: '重新采集',
    left: (count: number) => `还可以采集 ${count} 次`,
  },
  capture: {
    loading: '正在准备摄像头，第一次需要一点时间',
    look: '请正对手机',
    challenge: { blink: '请眨眨眼', turnLeft: '请向左转头，再转回来', turnRight: '请向右转头，再转回来' },
    progress: (passed: number, of: number) => `已完成 ${passed}/${of}`,
    other: '做不了这个动作，换一个',
    stop: '停止',
    comparing: '正在比对，请稍候',
    demo: '演示算法 – 未经认证',
  },
  trouble: {
    'no-camera': { title: '没有找到摄像头', action: '请换一部有前置摄像头的手机重新扫码，或改到现场办。' },
    'camera-denied': {
      title: '没有摄像头权限',
      action: '请在手机设置中允许使用摄像头后再试；不想使用摄像头请改到现场办。',
    },
    'camera-unknown': { title: '摄像头不能使用', action: '请换一部手机重新扫码，或改到现场办。' },
    'camera-black': {
      title: '摄像头画面全黑',
      action: '请移开镜头前的遮挡，到明亮的地方后再试；仍然全黑请改到现场办。',
    },
    'camera-frozen': {
      title: '摄像头没有画面',
      action: '请擦净或放开镜头，关闭其他正在使用摄像头的程序后再试；也可改到现场办。',
    },
    'engine-failed': { title: '采集程序没有打开，不是您的问题', action: '请检查网络后再试，或改到现场办。' },
    unclear: { title: '没有采集到清楚的照片', action: '请到光线均匀处，按提示慢慢做动作；不方便请改到现场办。' },
  } as const satisfies Record<CaptureTrouble, { title: string; action: string }>,
  inPerson: '改到现场办',
  left: {
    title: '改到现场办',
    lead: '请在办事大厅的屏幕上点“改到现场办”，按提示取预约号，带上证件原件到窗口办理，不需要人脸识别。',
  },
  refused: { title: '人脸识别未通过' },
  done: {
    title: '认证完成',
    lead: '您已完成人脸识别认证，大厅的屏幕会自动继续。',
    id: '电子身份证',
    number: '北京通号',
    name: '姓名',
    issued: '发放时间',
    set: '设置信息安全密码',
    skip: '享受服务',
    isSet: '信息安全密码已设置',
  },
} as const
