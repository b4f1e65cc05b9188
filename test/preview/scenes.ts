import type { FlowView, KioskView, ResultView } from '../../electron/bridge/view.ts'
import { consentTexts } from '../../sync-server/contract/consent-texts.ts'
import type { Failure } from '../../sync-server/contract/failure.ts'
import { flowOf, stepOf, trailOf } from '../../sync-server/contract/flow/index.ts'
import type { InputOf, StepKindName } from '../../sync-server/contract/flow/step-kinds.ts'
import { drawnFace } from './portraits.ts'

/** A picture to take: what the kiosk would show, how a call would end, what the camera would do, and what to press first. */
export interface Scene {
  readonly view: KioskView
  readonly failure?: Failure
  readonly hangs?: boolean
  readonly capture?: 'starting' | 'running' | 'captured' | 'unclear' | 'unavailable'
  /** What the kiosk answers with once the screen has sent something. */
  readonly then?: KioskView
  readonly press?: readonly string[]
  readonly type?: Readonly<Record<string, string>>
}

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()
const ago = (minutes: number): string => soon(-60 * minutes)
const staff = { staffNumber: '1001', name: '王静', role: 'clerk', credentialExpiresAt: soon(39_000), isOffline: false } as const

const base: KioskView = {
  mode: 'counter',
  isDemo: true,
  hallName: '海淀区政务服务大厅',
  kioskName: '3 号窗口',
  network: 'online',
  reader: { kind: 'ready' },
  camera: 'HD Webcam',
  staff,
  flow: undefined,
  result: undefined,
  resumable: undefined,
  outbox: { waiting: 0, returned: 0, parked: 0 },
  work: [],
  idle: undefined,
  blocked: undefined,
}
const offline: KioskView = { ...base, network: 'offline', outbox: { waiting: 3, returned: 0, parked: 0 } }
const signedOut: KioskView = { ...base, staff: undefined }

const flow = flowOf('verify-in-person')!
function at<K extends StepKindName>(id: string, kind: K, input: InputOf<K>, more: Partial<FlowView> = {}): KioskView {
  const state = { flow: flow.id, version: 1, status: 'active', step: id, log: [] } as const
  const title = stepOf(flow, id)!.title
  const running = { sessionId: 's', flow: flow.id, title: flow.title, trail: trailOf(flow, state), canGoBack: false }
  return { ...base, flow: { ...running, isBusy: false, failure: undefined, step: { id, kind, title, input }, ...more } }
}

const document = {
  type: 'resident-id-card',
  fullName: '欧阳若溪',
  sex: 'female',
  ethnicGroup: '汉',
  ethnicGroupCode: '01',
  birthDate: '1990-03-07',
  registeredAddress: '测试省示例市样本区永不存在路九百九十九号院六号楼三单元一二〇一室',
  documentNumber: '110999199003079964',
  issuingAuthority: '示例市公安局样本分局',
  validFrom: '2016-01-05',
  validUntil: '2036-01-05',
} as const
const photo = drawnFace()
const read = { document, faults: [], hasDecodablePhoto: true, chipPhoto: photo }
const readNoPhoto = { document, faults: [], hasDecodablePhoto: false }
const faulty = { ...read, document: { ...document, validUntil: '2026-01-05' }, faults: ['document.expired'] }
const candidate = {
  accountId: '00000000-0000-4000-8000-000000000001',
  maskedUsername: 'o*****i',
  maskedPhone: '100****0018',
  maskedName: '***溪',
  level: 'L2',
} as const
const face = {
  nonce: 'n',
  challenges: ['turnLeft', 'blink'],
  chipPhoto: photo,
  face: { acceptUpTo: 0.55, reviewUpTo: 0.62 },
  triesLeft: 3,
} satisfies InputOf<'capture-face'>
const consentOf = (id: 'identity' | 'face') => {
  const { id: textId, ...text } = consentTexts[id]!
  return { textId, ...text, paragraphs: [...text.paragraphs] }
}
const review = {
  maskedName: '***溪',
  documentType: '居民身份证',
  maskedNumber: '1109************64',
  validUntil: '2036-01-05',
  account: '100****0018',
  holderCheck: 'face',
} satisfies InputOf<'review'>
const items = ['identity-consent', 'face-consent', 'document-chip', 'face-match', 'signature']
const back = { canGoBack: true }

const receipt = {
  number: '7K3M-9QXD-2B4T',
  qrText: 'https://hall.example/receipts/7K3M-9QXD-2B4T',
  finishedAt: ago(0),
  hallName: base.hallName,
  staffNumber: '1001',
  maskedName: '***溪',
  maskedNumber: '1109************64',
  reasons: [],
} as const
const ended = (result: Partial<ResultView>, over: Partial<KioskView> = {}): KioskView => ({
  ...base,
  ...over,
  result: { exit: 'done', receipt: undefined, failure: undefined, clearsAt: soon(28), ...result },
})
const work = [
  { recordId: 'r1', receiptNumber: '7K3M-9QXD-2B4T', state: 'returned', reasons: ['document.bound-elsewhere'], finishedAt: ago(95), staffNumber: '1001', tries: 1 },
  { recordId: 'r2', receiptNumber: '4FVA-T0C8-H62N', state: 'parked', reasons: [], finishedAt: ago(240), staffNumber: '1003', tries: 8 },
  { recordId: 'r3', receiptNumber: '9B2E-XX4M-01QS', state: 'returned', reasons: ['evidence.stale', 'evidence.replayed'], finishedAt: ago(1500), staffNumber: '1001', tries: 2 },
] as const
const resumable = { startedAt: ago(12), stepTitle: '签名确认', staffNumber: '1001' }
const find = (input: InputOf<'find-account'>, more: Partial<FlowView> = {}) => at('find-account', 'find-account', input, more)
const capture = (more: Partial<InputOf<'capture-face'>> = {}) => at('capture-face', 'capture-face', { ...face, ...more })
const compared = (decision: 'match' | 'review' | 'no-match' | 'not-live', distance: number): Scene => ({
  view: capture(),
  capture: 'captured',
  then: capture({ compared: { decision, distance }, triesLeft: decision === 'no-match' ? 2 : 3 }),
})
const reading = (reader: KioskView['reader']): KioskView => ({ ...at('read-card', 'read-card', {}), reader })

export const scenes: Readonly<Record<string, Scene>> = {
  'sign-in-empty': { view: signedOut },
  'sign-in-filled': { view: signedOut, type: { 工号: '1001', 密码: 'synthetic' } },
  'sign-in-waiting': { view: signedOut, hangs: true, type: { 工号: '1001', 密码: 'synthetic' }, press: ['登录'] },
  'sign-in-error': { view: signedOut, failure: { code: 'staff.sign-in-failed' }, type: { 工号: '1001', 密码: 'x' }, press: ['登录'] },
  'sign-in-locked': { view: signedOut, failure: { code: 'staff.too-many-tries', retryAfterS: 87 }, type: { 工号: '1001', 密码: 'x' }, press: ['登录'] },
  'sign-in-offline': { view: { ...signedOut, network: 'offline' } },
  'blocked-not-enrolled': { view: { ...signedOut, blocked: 'kiosk.not-enrolled' } },
  'blocked-disk-full': { view: { ...base, blocked: 'kiosk.disk-full' } },
  'blocked-key-mismatch': { view: { ...offline, blocked: 'server.key-mismatch' } },
  'home-empty': { view: base },
  'home-work': { view: { ...base, work, outbox: { waiting: 2, returned: 2, parked: 1 } } },
  'home-resumable': { view: { ...base, resumable, work: work.slice(0, 1), outbox: { waiting: 0, returned: 1, parked: 0 } } },
  'home-resumable-other': { view: { ...offline, resumable: { ...resumable, staffNumber: '1003' }, staff: { ...staff, isOffline: true } } },
  'home-reader-off': { view: { ...base, reader: { kind: 'disconnected' } } },
  'leave-question': { view: find({ isOnline: true }), press: ['结束并清除'] },
  'idle-warning': { view: { ...find({ isOnline: true }), idle: { endsAt: soon(14) } } },
  'find-empty': { view: find({ isOnline: true }) },
  'find-complaint': { view: find({ isOnline: true }), type: { 手机号码: '1000000' }, press: ['查找'] },
  'find-waiting': { view: find({ isOnline: true }, { isBusy: true }), type: { 手机号码: '10000000018' } },
  'find-found': { view: find({ isOnline: true }), type: { 手机号码: '10000000018' }, press: ['查找'], then: find({ isOnline: true, candidate, chosenBy: 'phone' }) },
  'find-absent': { view: find({ isOnline: true }), type: { 手机号码: '10000000018' }, press: ['查找'], then: find({ isOnline: true, isAbsent: true, chosenBy: 'phone' }) },
  'find-card': { view: { ...find({ isOnline: true, isReadingCard: true }), reader: { kind: 'waiting' } }, press: ['刷身份证'] },
  'find-error': { view: find({ isOnline: true }, { failure: { code: 'account.frozen' } }) },
  'find-offline': { view: { ...find({ isOnline: false }), network: 'offline' } },
  'find-offline-noted': { view: { ...find({ isOnline: false, chosenBy: 'phone' }), network: 'offline' } },
  'open-empty': { view: at('open-account', 'open-account', { isOnline: true }) },
  'open-error': { view: at('open-account', 'open-account', { isOnline: true }, { failure: { code: 'account.phone-taken' } }) },
  'consent-identity': { view: at('consent-identity', 'consent', consentOf('identity'), back) },
  'consent-face': { view: at('consent-face', 'consent', consentOf('face')) },
  'read-waiting': { view: reading({ kind: 'waiting' }) },
  'read-reading': { view: reading({ kind: 'reading' }) },
  'read-failed': { view: reading({ kind: 'failed', code: 'card.removed' }) },
  'read-no-reader': { view: reading({ kind: 'disconnected' }) },
  'read-done': { view: { ...at('read-card', 'read-card', { read }), reader: { kind: 'read' } } },
  'read-shown': { view: at('read-card', 'read-card', { read }), press: ['显示'] },
  'read-no-photo': { view: at('read-card', 'read-card', { read: readNoPhoto }) },
  'read-faulty': { view: at('read-card', 'read-card', { read: faulty }) },
  'face-starting': { view: capture(), capture: 'starting' },
  'face-running': { view: capture(), capture: 'running' },
  'face-unclear': { view: capture(), capture: 'unclear' },
  'face-no-camera': { view: capture(), capture: 'unavailable' },
  'face-match': compared('match', 0.43),
  'face-review': compared('review', 0.58),
  'face-no-match': compared('no-match', 0.84),
  'compare-empty': { view: at('compare-by-eye', 'compare-by-eye', { reason: 'face-consent-declined', read }) },
  'compare-no-photo': { view: at('compare-by-eye', 'compare-by-eye', { reason: 'photo-undecodable', read: readNoPhoto }), press: ['是同一人'] },
  'approve-empty': { view: at('approve-exception', 'approve-exception', { reason: 'score-in-review-band', clerkName: '王静', read }) },
  'approve-error': { view: at('approve-exception', 'approve-exception', { reason: 'score-in-review-band', clerkName: '王静', read }, { failure: { code: 'staff.same-person' } }) },
  'sign-empty': { view: at('sign', 'sign', {}) },
  'sign-complaint': { view: at('sign', 'sign', {}), press: ['确认签名'] },
  'review-filled': { view: at('review', 'review', review, back) },
  'attest-empty': { view: at('attest', 'attest', { staffName: '王静', items }, back) },
  'attest-waiting': { view: at('attest', 'attest', { staffName: '王静', items }, { isBusy: true }) },
  'attest-error': { view: at('attest', 'attest', { staffName: '王静', items }, { ...back, failure: { code: 'staff.sign-in-failed' } }) },
  'result-granted': { view: ended({ receipt: { ...receipt, state: 'granted' } }) },
  'result-waiting': { view: ended({ receipt: { ...receipt, state: 'waiting' } }, { network: 'offline', outbox: offline.outbox }) },
  'result-checking': { view: ended({ receipt: { ...receipt, state: 'waiting' } }) },
  'result-returned': { view: ended({ receipt: { ...receipt, state: 'returned', reasons: ['document.bound-elsewhere'] } }) },
  'result-cancelled': { view: ended({ exit: 'cancelled' }) },
  'result-refused': { view: ended({ exit: 'refused', failure: { code: 'evidence.holder-mismatch' } }) },
  'result-timed-out': { view: ended({ exit: 'timed-out' }) },
}
