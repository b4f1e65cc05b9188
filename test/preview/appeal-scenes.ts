import type { KioskView } from '../../electron/bridge/view.ts'
import type { AppealCase } from '../../sync-server/contract/appeal.ts'
import { ago } from './moments.ts'
import { base, type Scene, staff } from './scene-parts.ts'

const words =
  '2016 年换过手机号码，原号码已经停用，当时没有办理换绑；身份证一直在本人手里，可以到窗口核对原件，也可以提供运营商的销户证明。'
const appeal = (number: string, more: Partial<AppealCase> = {}): AppealCase => ({
  ...{ number, state: 'accepted', reason: 'old-account', openedAt: ago(30), proofs: ['document-original'], words: '' },
  documentType: 'resident-id-card',
  maskedName: '***溪',
  maskedDocumentNumber: '1199************61',
  maskedPhone: '100****0018',
  holder: { maskedPhone: '100****9749', level: 'L2' },
  ...more,
})
const cases = [
  appeal('S119999123', { openedAt: ago(3000), words, proofs: ['document-original', 'phone-history', 'police-report'] }),
  appeal('S118880001', { state: 'in-progress', takenBy: '1003', reason: 'other-person', openedAt: ago(500) }),
  appeal('S118880007', { reason: 'at-counter', maskedName: '***********力' }),
]
const mine = cases.map((each) => ({ ...each, state: 'in-progress' as const, takenBy: '1001' }))
type Desk = NonNullable<NonNullable<KioskView['appeals']>['desk']>
const open = (desk: Partial<Desk> = {}, more: Partial<KioskView> = {}): KioskView => ({
  ...base,
  ...more,
  appeals: { waiting: desk.cases?.length, desk: { cases, decided: undefined, ...desk } },
})
const supervisor = { ...staff, staffNumber: '2001', name: '李敏', role: 'supervisor' } as const

/** 人工申诉 at the counter, in every state. */
export const appealScenes: Readonly<Record<string, Scene>> = {
  'home-appeals': { view: { ...base, appeals: { waiting: 3, desk: undefined } } },
  'appeals-accepted': { view: open() },
  'appeals-empty': { view: open({ cases: [] }) },
  'appeals-not-fetched': {
    view: open({ cases: undefined }, { network: 'offline' }),
    failure: { code: 'appeal.offline' },
    press: ['刷新'],
  },
  'appeals-mine': { view: open({ cases: mine }) },
  'appeals-supervisor': { view: open({ cases: mine }, { staff: supervisor }) },
  'appeals-complaint': { view: open({ cases: mine }), press: ['同意'] },
  'appeals-taken': { view: open(), failure: { code: 'appeal.taken' }, press: ['已当面核对'] },
  'appeals-same-person': {
    view: open({ cases: mine }),
    type: { 给申诉人的答复: '经核对，证件由申诉人本人持有。', 值班长工号: '2001', 密码: 'synthetic' },
    failure: { code: 'appeal.same-person' },
    press: ['同意'],
  },
  'appeals-decided': { view: open({ decided: { number: 'S118880009', isAgreed: true } }) },
}
