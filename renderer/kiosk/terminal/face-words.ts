import type { FaceStage } from '../../../sync-server/contract/face-check.ts'

/** The stages in which the phone is under way, in the order in which 人脸识别认证 shows them. */
const way = ['scanned', 'agreed', 'captured', 'compared'] as const
type Milestone = (typeof way)[number]

interface StageWords {
  readonly title: string
  readonly lead: string
  /** How many milestones are behind; undefined for an end. */
  readonly passed?: number
}

/** What the phone is doing, as the kiosk says it; a stage without words does not compile. */
const stages: Readonly<Record<FaceStage, StageWords>> = {
  'real-name': { title: '请在手机上填写实名信息', lead: '填好后，手机上会请您确认是否同意使用人脸信息。', passed: 1 },
  consent: { title: '请在手机上阅读同意书', lead: '可以同意，也可以不同意。', passed: 1 },
  ready: { title: '请在手机上开始采集', lead: '请找光线均匀的地方，正对手机摄像头。', passed: 2 },
  capturing: { title: '正在采集人脸', lead: '请按手机上的提示做动作。', passed: 2 },
  comparing: { title: '正在比对', lead: '请稍候。', passed: 3 },
  verified: { title: '比对通过', lead: '请稍候。', passed: 4 },
  declined: { title: '您没有同意使用人脸信息', lead: '可以改到现场办，不需要人脸识别；改变主意可重新扫码。' },
  refused: { title: '人脸识别未通过', lead: '请改到现场办，不需要人脸识别；也可改用银行卡认证。' },
}

/** The words of 人脸识别认证 at the kiosk; the heading and the four steps are the manual's own (1.3.2.1). */
export const faceWords = {
  lead: '请使用北京通App扫码完成人脸识别验证',
  guide: ['打开或下载北京通app', '点击"消息"右上角"+"', '选择"扫一扫"', '扫描上方二维码根据引导完成后续操作'],
  stages,
  way: {
    scanned: '手机已扫码',
    agreed: '同意使用人脸信息',
    captured: '采集人脸',
    compared: '比对',
  } as const satisfies Record<Milestone, string>,
  left: (count: number) => `还可以采集 ${count} 次`,
  inPerson: '改到现场办',
  inPersonLead: '没有智能手机，或不想使用人脸识别，请选“改到现场办”。',
  again: '重新扫码',
  demo: '演示算法 – 未经认证',
} as const

/** A milestone of the phone's way with where it stands. */
export interface FaceMilestone {
  readonly title: string
  readonly mark: 'done' | 'current' | 'ahead'
}

/** How far the phone has come, for the list beside the words. */
export function milestonesOf(stage: FaceStage): readonly FaceMilestone[] {
  const { passed = 0 } = faceWords.stages[stage]
  return way.map((each, i) => ({
    title: faceWords.way[each],
    mark: i < passed ? 'done' : i === passed ? 'current' : 'ahead',
  }))
}
