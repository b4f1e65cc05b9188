// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { Value } from 'typebox/value'
import { afterEach, expect, test } from 'vitest'
import { type OnlineInputOf, onlineStepKinds } from '../../../sync-server/contract/flow/index.ts'
import { deregistrationConsequences, HOTLINE } from '../../../sync-server/contract/user-agreement.ts'
import type { OwnViewKind } from '../../../renderer/form/form-kind.ts'
import ChooseRecoveryWay from '../../../renderer/steps/ChooseRecoveryWay.vue'
import ConfirmDeregistration from '../../../renderer/steps/ConfirmDeregistration.vue'
import RestoreAccount from '../../../renderer/steps/RestoreAccount.vue'
import SetEthnicGroup from '../../../renderer/steps/SetEthnicGroup.vue'
import { inTerminal } from './form-mounting.ts'
import { answersOf, button } from './mounting.ts'

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())
const press = async (name: string): Promise<void> => button(wrapper, name).trigger('click')

const show = <K extends OwnViewKind>(view: object, kind: K, input: OnlineInputOf<K>): void => {
  const props = { kind, input, title: onlineStepKinds[kind].title, isBusy: false }
  wrapper = mount(view as never, {
    props: props as never,
    attachTo: document.body,
    global: inTerminal,
  })
}
const fits = (kind: OwnViewKind): boolean[] =>
  answersOf(wrapper).map((answer) => Value.Check(onlineStepKinds[kind].output, answer))

test('choose-recovery-way says the manual’s sentence and takes the way', async () => {
  const way = {
    way: 'phone-and-document',
    maskedPhone: '182****3680',
    maskedDocumentNumber: '3729**********46',
  } as const
  show(ChooseRecoveryWay, 'choose-recovery-way', { maskedAccount: 'b*****0', ways: [way], hotline: HOTLINE })
  expect(wrapper.text()).toContain(
    '如果你的手机182****3680还在正常使用，且记得注册时所预留的证件号码3729**********46，请选择此方式',
  )
  expect(wrapper.text()).toContain(`可拔打${HOTLINE}咨询`)
  await press('前往找回')
  expect(answersOf(wrapper)).toEqual([{ act: 'submit', way: 'phone-and-document' }])
  expect(fits('choose-recovery-way')).toEqual([true])
})

test('set-ethnic-group marks the present one and saves another', async () => {
  const groups = [
    { code: '01', name: '汉族' },
    { code: '29', name: '柯尔克孜族' },
  ]
  show(SetEthnicGroup, 'set-ethnic-group', { current: '29', groups })
  expect(wrapper.text()).toContain('柯尔克孜族当前')
  await wrapper.get('input[value="01"]').setValue(true)
  await wrapper.get('form').trigger('submit')
  expect(answersOf(wrapper)).toEqual([{ act: 'submit', ethnicGroupCode: '01' }])
  expect(fits('set-ethnic-group')).toEqual([true])
})

test.each([
  [7, '有 7 天冷静期'],
  [0, '没有冷静期'],
])('confirm-deregistration with %i days says what follows', async (coolingOffDays, words) => {
  show(ConfirmDeregistration, 'confirm-deregistration', {
    consequences: [...deregistrationConsequences],
    coolingOffDays,
    hotline: HOTLINE,
  })
  expect(wrapper.findAll('ol li').map((each) => each.text())).toEqual([...deregistrationConsequences])
  expect(wrapper.text()).toContain(words)
  await press('仍要注销')
  await press('我再想想')
  expect(answersOf(wrapper)).toEqual([{ act: 'confirm' }, { act: 'keep' }])
  expect(fits('confirm-deregistration')).toEqual([true, true])
})

test('restore-account says until when, and takes it back or not', async () => {
  show(RestoreAccount, 'restore-account', { eraseAt: '2026-11-29T02:00:00Z' })
  expect(wrapper.text()).toContain('2026年11月29日 10:00 后')
  await press('撤销注销')
  await press('继续注销')
  expect(answersOf(wrapper)).toEqual([{ act: 'restore' }, { act: 'keep' }])
  expect(fits('restore-account')).toEqual([true, true])
})
