import type { AnyView } from '../../electron/bridge/calls.ts'
import type { TerminalFlowView, TerminalView } from '../../electron/bridge/terminal-view.ts'
import type { AccountCentre, SessionView } from '../../sync-server/contract/account-centre.ts'
import type { AppealView } from '../../sync-server/contract/appeal.ts'
import {
  endPages,
  type EndPage,
  type EndPageRow,
  flowOf,
  flows,
  type OnlineInputOf,
  onlineStepKinds,
  type OnlineStepKindName,
  start,
  outcomesOf,
  trailOf,
} from '../../sync-server/contract/flow/index.ts'
import { emptyTerminal } from '../fixtures/kiosk/empty-terminal.ts'
import { ago, soon } from './moments.ts'

export const quiet: TerminalView = { ...emptyTerminal, isDemo: true }
export const here: TerminalView = { ...quiet, visit: 1 }

export const account: AccountCentre = {
  username: 'bjt_10000009749',
  maskedPhone: '100****9749',
  level: 'L1',
  verifiedBy: [],
}
export const verified: AccountCentre = {
  username: 'Abdurexit0Memtili999',
  maskedPhone: '100****9749',
  maskedEmail: 'a*****************9@correspondence.example',
  sex: 'male',
  ethnicGroup: '柯尔克孜族',
  level: 'L3',
  maskedName: '***********力',
  maskedDocumentNumber: '1199************61',
  verifiedBy: ['real-name', 'face'],
  electronicId: { number: '744021634577', maskedName: '***********力', issuedAt: ago(3600) },
  hasSecurityPassword: false,
}
const session = (sessionId: string, more: Partial<SessionView>): SessionView => ({
  sessionId,
  isCurrent: false,
  method: 'password',
  level: 'L3',
  startedAt: ago(12),
  expiresAt: soon(900),
  ...more,
})
export const sessions: readonly SessionView[] = [
  session('00000000-0000-4000-8000-000000000001', { isCurrent: true }),
  session('00000000-0000-4000-8000-000000000002', {
    place: '示例区第二政务服务大厅东侧自助服务区',
    method: 'sms',
    startedAt: ago(1500),
  }),
  session('00000000-0000-4000-8000-000000000003', { startedAt: ago(240) }),
]
export const signedIn: TerminalView = { ...here, account, sessions: sessions.slice(0, 1) }
export const known: TerminalView = { ...here, account: verified, sessions }
const appeal = (number: string, more: Partial<AppealView>): AppealView => ({
  ...{ number, state: 'in-progress', reason: 'other-person', openedAt: ago(3000) },
  ...more,
})
const answer = '经当面核对本人和身份证原件，证件由申诉人本人持有，已绑定到申诉人的账号；原账号的实名信息已撤销。'
export const appealing: TerminalView = {
  ...known,
  appeals: [
    appeal('S119999123', {}),
    appeal('S118880001', { state: 'agreed', openedAt: ago(9000), decidedAt: ago(4000), answer }),
    appeal('S118880007', { state: 'withdrawn', reason: 'at-counter', openedAt: ago(20_000) }),
  ],
}

function digits(answer: string): string {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: 200, height: 72 })
  const pen = canvas.getContext('2d')!
  pen.fillStyle = '#f3efe4'
  pen.fillRect(0, 0, 200, 72)
  pen.font = '46px serif'
  pen.fillStyle = '#3b4a5c'
  for (const [at, digit] of [...answer].entries()) {
    pen.save()
    pen.translate(26 + at * 44, 50)
    pen.rotate((at % 2 ? 1 : -1) * 0.2)
    pen.fillText(digit, 0, 0)
    pen.restore()
  }
  return canvas.toDataURL()
}
export const captcha = { captchaId: 'preview-1', image: digits('7640'), isPassed: false }
export const passed = { ...captcha, isPassed: true }
export const sentCode = { sentTo: '100****9749', resendAt: soon(59), expiresAt: soon(299) }

/** The view of a step as the kiosk would show it. */
export function atStep<K extends OnlineStepKindName>(
  kind: K,
  input: OnlineInputOf<K>,
  more: Partial<TerminalFlowView> & { readonly of?: string; readonly from?: TerminalView } = {},
): TerminalView {
  const { of, from = here, ...over } = more
  const flow = flowOf(of ?? flows.find(({ steps }) => steps.some((step) => step.kind === kind))!.id)!
  const { id } = flow.steps.find((step) => step.kind === kind)!
  const base: TerminalFlowView = {
    run: 1,
    flow: flow.id,
    title: flow.title,
    trail: trailOf({ flow, outcomesOf }, { ...start(flow), step: id }),
    step: { id, kind, title: onlineStepKinds[kind].title, input },
    canGoBack: false,
    endPage: undefined,
    isBusy: false,
    failure: undefined,
  }
  return { ...from, flow: { ...base, ...over } }
}

/** The view after a flow has ended with this page. */
export function atEnd(page: EndPage): AnyView {
  const rows: readonly (readonly [EndPage, EndPageRow])[] = Object.entries(endPages) as never
  const flow = flows.find(({ end }) => end?.page === page || end?.instead?.some((other) => other.page === page))!
  const trail = trailOf({ flow, outcomesOf }, { ...start(flow), status: 'done', step: undefined })
  const from = rows.some(([name, row]) => name === page && row.next.includes('account')) ? known : here
  return { ...from, flow: { ...atStep('sign-in', {}).flow!, trail, step: undefined, endPage: page } }
}
