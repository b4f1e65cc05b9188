import type { SamCommandName } from '../protocol/sam-commands.ts'
import type { ExchangeTimes } from './exchange-times.ts'
import type { StepOutcome, StepResult } from './run-trial.ts'
import { steps } from './steps.ts'

/** Everything that a report says; nothing in it comes from a card. */
export interface ReportFacts {
  readonly model: string
  readonly identity: string
  readonly connection: string
  readonly firmware: string
  /** As it may be shown: whole, or with its serial numbers covered. */
  readonly samId: string
  readonly software: string
  readonly system: string
  readonly startedAt: Date
  readonly endedAt: Date
  /** Who laid the cards: a person or a simulator's handles. */
  readonly hands: string
  readonly outcomes: readonly StepOutcome[]
  readonly times: readonly ExchangeTimes[]
}

const resultText: Readonly<Record<StepResult, string>> = { passed: '通过', failed: '不通过', 'not-done': '未完成' }
const VISIBLE_DIGITS = 4

const commandText: Readonly<Partial<Record<SamCommandName, string>>> = {
  resetSam: '复位',
  samStatus: '自检',
  readSamId: '读模块编号',
  findCard: '寻卡',
  selectCard: '选卡',
  readText: '读文字、照片',
  readNewAddress: '读追加住址',
  readManagement: '读卡体管理号',
  readTextAndFingerprints: '读文字、照片、指纹',
}

/** A module's number with all but the last digits of its two serials covered: enough to compare it with the label. */
export function maskedSamId(samId: string): string {
  return samId.replaceAll(
    /\d{10}/g,
    (serial) => '*'.repeat(serial.length - VISIBLE_DIGITS) + serial.slice(-VISIBLE_DIGITS),
  )
}

/** A reader conforms when every step passed; one that was not done leaves it open. */
export function verdictOf(outcomes: readonly StepOutcome[]): StepResult {
  if (outcomes.some(({ result }) => result === 'failed')) return 'failed'
  const isComplete = outcomes.length === steps.length && outcomes.every(({ result }) => result === 'passed')
  return isComplete ? 'passed' : 'not-done'
}

const cell = (text: string | number): string => String(text).replaceAll('|', '／')
const row = (...cells: readonly (string | number)[]): string => `| ${cells.map(cell).join(' | ')} |`
const head = (...cells: readonly string[]): string[] => [row(...cells), row(...cells.map(() => '---'))]
const instant = (date: Date): string => date.toLocaleString('sv-SE', { timeZoneName: 'short' })
const rounded = (ms: number): string => String(Math.round(ms))

function factRows(facts: ReportFacts): string[] {
  return [
    ...head('项目 Item', '内容 Value'),
    row('型号 Model', facts.model),
    row('设备标识 USB identity', facts.identity),
    row('连接方式 Connection', facts.connection),
    row('固件版本 Firmware', facts.firmware),
    row('安全模块编号 SAM id', facts.samId),
    row('测试软件 Software', facts.software),
    row('操作系统 System', facts.system),
    row('操作方式 Operated by', facts.hands),
    row('开始时间 Started', instant(facts.startedAt)),
    row('结束时间 Ended', instant(facts.endedAt)),
  ]
}

function stepRows(outcomes: readonly StepOutcome[]): string[] {
  const rows = outcomes.map(({ id, result, tookMs, note }, i) => {
    const step = steps.find((each) => each.id === id)
    return row(i + 1, `${step?.title ?? id} ${step?.english ?? ''}`.trim(), resultText[result], rounded(tookMs), note)
  })
  return [...head('序号', '步骤 Step', '结果 Result', '用时（毫秒）ms', '说明 Note'), ...rows]
}

function timeRows(times: readonly ExchangeTimes[]): string[] {
  const rows = times.map(({ command, answers, successes, shortestMs, medianMs, longestMs }) =>
    row(
      `${commandText[command] ?? ''} ${command}`.trim(),
      answers,
      successes,
      ...[shortestMs, medianMs, longestMs].map(rounded),
    ),
  )
  return [...head('指令 Command', '应答 Answers', '成功 OK', '最短 ms', '中位 ms', '最长 ms'), ...rows]
}

/** The report as Markdown, Chinese first, with room for the signatures of tester and second reader. */
export function reportText(facts: ReportFacts): string {
  return [
    '# 读卡器一致性测试报告 Reader conformance report',
    '',
    ...factRows(facts),
    '',
    '## 步骤 Steps',
    '',
    ...stepRows(facts.outcomes),
    '',
    '有人操作的步骤，用时包含人的动作。Steps done by hand include the time of the hand.',
    '',
    '## 指令应答时间 Answer times',
    '',
    ...timeRows(facts.times),
    '',
    '没有放卡、卡上没有追加住址时的应答不算成功。Answers without a card or without a new address count as no success.',
    '',
    `## 结论 Verdict：${resultText[verdictOf(facts.outcomes)]}`,
    '',
    ...head('', '姓名 Name', '签名 Signature', '日期 Date'),
    row('测试人 Tester', '', '', ''),
    row('复核人 Reviewer', '', '', ''),
    '',
  ].join('\n')
}
