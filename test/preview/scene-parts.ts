import type { AnyView } from '../../electron/bridge/calls.ts'
import type { FlowView, KioskView, ResultView } from '../../electron/bridge/view.ts'
import { consentTexts } from '../../sync-server/contract/consent-texts.ts'
import type { Failure } from '../../sync-server/contract/failure.ts'
import { flowOf, outcomesOf, stepOf, trailOf } from '../../sync-server/contract/flow/index.ts'
import type { InputOf, StepKindName } from '../../sync-server/contract/flow/step-kinds.ts'
import { emptyCounter } from '../fixtures/kiosk/empty-counter.ts'
import { engine, limits, rules } from '../fixtures/face-evidence.ts'
import { ago, soon } from './moments.ts'
import { drawnFace } from './portraits.ts'

/** A picture to take: what the kiosk would show, how a call would end, what the camera would do, and what to press first. */
export interface Scene {
  readonly view: AnyView
  readonly failure?: Failure
  readonly hangs?: boolean
  readonly capture?: 'starting' | 'running' | 'captured' | 'unclear' | 'unavailable'
  /** What the kiosk answers with once the screen has sent something. */
  readonly then?: AnyView
  readonly press?: readonly string[]
  readonly type?: Readonly<Record<string, string>>
}

export const staff = {
  staffNumber: '1001',
  name: '王静',
  role: 'clerk',
  credentialExpiresAt: soon(39_000),
  isOffline: false,
} as const

export const base: KioskView = {
  ...emptyCounter,
  hallName: '示例区政务服务大厅',
  camera: 'HD Webcam',
  staff,
}
export const offline: KioskView = { ...base, network: 'offline', outbox: { waiting: 3, returned: 0, parked: 0 } }
export const signedOut: KioskView = { ...base, staff: undefined }

export const flow = flowOf('verify-in-person')!
export function at<K extends StepKindName>(
  id: string,
  kind: K,
  input: InputOf<K>,
  more: Partial<FlowView> = {},
): KioskView {
  const state = { flow: flow.id, version: 1, status: 'active', step: id, log: [] } as const
  const title = stepOf(flow, id)!.title
  const running = {
    sessionId: 's',
    flow: flow.id,
    title: flow.title,
    trail: trailOf({ flow, outcomesOf }, state),
    canGoBack: false,
  }
  return { ...base, flow: { ...running, isBusy: false, failure: undefined, step: { id, kind, title, input }, ...more } }
}

export const document = {
  type: 'resident-id-card',
  fullName: '欧阳若溪',
  sex: 'female',
  ethnicGroup: '汉',
  ethnicGroupCode: '01',
  birthDate: '1990-03-07',
  registeredAddress: '测试省示例市样本区永不存在路九百九十九号院六号楼三单元一二〇一室',
  documentNumber: '119999199003079961',
  issuingAuthority: '示例市公安局样本分局',
  validFrom: '2016-01-05',
  validUntil: '2036-01-05',
} as const
export const photo = drawnFace()
export const read = { document, faults: [], hasDecodablePhoto: true, chipPhoto: photo }
export const readNoPhoto = { document, faults: [], hasDecodablePhoto: false }
export const faulty = { ...read, document: { ...document, validUntil: '2026-01-05' }, faults: ['document.expired'] }
export const candidate = {
  accountId: '00000000-0000-4000-8000-000000000001',
  maskedUsername: 'o*****i',
  maskedPhone: '100****0018',
  maskedName: '***溪',
  level: 'L2',
} as const
export const face = {
  nonce: 'n',
  challenges: ['turnLeft', 'blink'],
  chipPhoto: photo,
  rules,
  limits,
  triesLeft: 3,
} satisfies InputOf<'capture-face'>
export const consentOf = (id: 'identity' | 'face') => {
  const { id: textId, ...text } = consentTexts[id]!
  return { textId, ...text, paragraphs: [...text.paragraphs] }
}
export const review = {
  maskedName: '***溪',
  documentType: '居民身份证',
  maskedNumber: '1199************61',
  validUntil: '2036-01-05',
  account: '100****0018',
  holderCheck: 'face',
  source: 'chip',
} satisfies InputOf<'review'>
export const items = ['identity-consent', 'face-consent', 'document-chip', 'face-match', 'signature']
export const back = { canGoBack: true }

export const receipt = {
  number: '7K3M-9QXD-2B4T',
  qrText: 'https://hall.example/receipts/7K3M-9QXD-2B4T',
  finishedAt: ago(0),
  hallName: base.hallName,
  staffNumber: '1001',
  maskedName: '***溪',
  maskedNumber: '1199************61',
  reasons: [],
} as const
export const ended = (result: Partial<ResultView>, over: Partial<KioskView> = {}): KioskView => ({
  ...base,
  ...over,
  result: { exit: 'done', receipt: undefined, failure: undefined, clearsAt: soon(28), ...result },
})
export const work = [
  {
    recordId: 'r1',
    receiptNumber: '7K3M-9QXD-2B4T',
    state: 'returned',
    reasons: ['document.bound-elsewhere'],
    finishedAt: ago(95),
    staffNumber: '1001',
    tries: 1,
  },
  {
    recordId: 'r2',
    receiptNumber: '4FVA-T0C8-H62N',
    state: 'parked',
    reasons: [],
    finishedAt: ago(240),
    staffNumber: '1003',
    tries: 8,
  },
  {
    recordId: 'r3',
    receiptNumber: '9B2E-XX4M-01QS',
    state: 'returned',
    reasons: ['evidence.stale', 'evidence.replayed'],
    finishedAt: ago(1500),
    staffNumber: '1001',
    tries: 2,
  },
] as const
export const resumable = { startedAt: ago(12), stepTitle: '签名确认', staffNumber: '1001' }
export const find = (input: InputOf<'find-account'>, more: Partial<FlowView> = {}) =>
  at('find-account', 'find-account', input, more)
export const capture = (more: Partial<InputOf<'capture-face'>> = {}) =>
  at('capture-face', 'capture-face', { ...face, ...more })
export const compared = (decision: 'match' | 'review' | 'no-match' | 'not-live', score: number): Scene => ({
  view: capture(),
  capture: 'captured',
  then: capture({ compared: { decision, score, engine }, triesLeft: decision === 'no-match' ? 2 : 3 }),
})
export const reading = (reader: KioskView['reader']): KioskView => ({ ...at('read-card', 'read-card', {}), reader })
