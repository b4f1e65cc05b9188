// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import ApproveException from '../../../renderer/kiosk/steps/ApproveException.vue'
import AttestStep from '../../../renderer/kiosk/steps/AttestStep.vue'
import CaptureFace from '../../../renderer/kiosk/steps/CaptureFace.vue'
import CompareByEye from '../../../renderer/kiosk/steps/CompareByEye.vue'
import ConsentStep from '../../../renderer/kiosk/steps/ConsentStep.vue'
import OpenAccount from '../../../renderer/kiosk/steps/OpenAccount.vue'
import ReadCard from '../../../renderer/kiosk/steps/ReadCard.vue'
import ReviewStep from '../../../renderer/kiosk/steps/ReviewStep.vue'
import SignStep from '../../../renderer/kiosk/steps/SignStep.vue'
import { engine } from '../../fixtures/face-evidence.ts'
import { answersOf, button, field, giveCanvasAPen, inputs, mountStep, read } from './mounting.ts'

giveCanvasAPen()
let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

const submit = (): Promise<void> => wrapper.get('form').trigger('submit')

describe('open-account', () => {
  test('the number is typed twice', async () => {
    wrapper = await mountStep(OpenAccount, 'open-account')
    await field(wrapper, '手机号码').setValue('10000000018')
    await field(wrapper, '再次输入手机号码').setValue('10000000019')
    await submit()
    expect(wrapper.get('[role=alert]').text()).toContain('不一致')
    await field(wrapper, '再次输入手机号码').setValue('10000000018')
    await submit()
    expect(answersOf(wrapper)).toEqual([{ phoneNumber: '10000000018' }])
  })

  test('the way back is an answer of its own', async () => {
    wrapper = await mountStep(OpenAccount, 'open-account')
    await button(wrapper, '返回查找').trigger('click')
    expect(answersOf(wrapper)).toEqual([{ back: true }])
  })
})

describe('consent', () => {
  test('only a press on the button agrees or declines', async () => {
    wrapper = await mountStep(ConsentStep, 'consent')
    await submit()
    expect(answersOf(wrapper)).toEqual([])
    await button(wrapper, '同意').trigger('click')
    await button(wrapper, '不同意').trigger('click')
    expect(answersOf(wrapper)).toEqual([{ isAgreed: true }, { isAgreed: false }])
  })

  test('what may be refused says so, what may not says what follows', async () => {
    wrapper = await mountStep(ConsentStep, 'consent')
    expect(wrapper.text()).toContain('不同意也可以办理')
    wrapper.unmount()
    wrapper = await mountStep(ConsentStep, 'consent', { input: { ...inputs.consent, isRefusable: false } })
    expect(wrapper.text()).not.toContain('不同意也可以办理')
  })
})

describe('read-card', () => {
  test.each([
    [{ kind: 'disconnected' }, '读卡器未连接'],
    [{ kind: 'waiting' }, '请放卡'],
    [{ kind: 'reading' }, '读取中，请勿移动'],
    [{ kind: 'read' }, '读取完成，请取回证件'],
    [{ kind: 'failed', code: 'card.removed' }, '读卡失败：证件在读取中被移开'],
  ])('the reader says %j in its exact words', async (reader, words) => {
    wrapper = await mountStep(ReadCard, 'read-card', { input: {}, reader })
    expect(wrapper.text()).toContain(words)
  })

  test('the number is masked until the clerk asks for it', async () => {
    wrapper = await mountStep(ReadCard, 'read-card')
    expect(wrapper.text()).toContain('1199** ******** **61')
    expect(wrapper.text()).not.toContain('9964')
    await button(wrapper, '显示').trigger('click')
    expect(wrapper.text()).toContain('119999 19900307 9961')
  })

  test('a whole document is confirmed, a faulty one only read again', async () => {
    wrapper = await mountStep(ReadCard, 'read-card')
    button(wrapper, '核对无误')
    await submit()
    await wrapper.setProps({ input: { read: { ...read, faults: ['document.expired'] } } })
    expect(wrapper.get('[role=alert]').text()).toContain('证件已过有效期')
    await submit()
    expect(answersOf(wrapper)).toEqual([{ confirm: true }, { again: true }])
  })

  test('请取回证件 stands while the card is still there', async () => {
    wrapper = await mountStep(ReadCard, 'read-card', { reader: { kind: 'read' } })
    expect(wrapper.text()).toContain('请取回证件')
  })
})

describe('compare-by-eye', () => {
  test('every check is ticked before two are called one person', async () => {
    wrapper = await mountStep(CompareByEye, 'compare-by-eye')
    await submit()
    expect(wrapper.get('[role=alert]').text()).toContain('逐项')
    for (const box of wrapper.findAll('input[type=checkbox]')) await box.setValue(true)
    await submit()
    await button(wrapper, '不是同一人').trigger('click')
    expect(answersOf(wrapper)).toEqual([{ isSamePerson: true }, { isSamePerson: false }])
  })
})

describe('approve-exception', () => {
  test.each([
    ['同意', true],
    ['不同意', false],
  ])('%s carries number and password of the supervisor', async (name, isApproved) => {
    wrapper = await mountStep(ApproveException, 'approve-exception')
    await field(wrapper, '值班长工号').setValue('2001')
    await field(wrapper, '密码').setValue('synthetic')
    await (isApproved ? submit() : button(wrapper, name).trigger('click'))
    button(wrapper, name)
    expect(answersOf(wrapper)).toEqual([{ staffNumber: '2001', password: 'synthetic', isApproved }])
  })

  test('a refused password is forgotten', async () => {
    wrapper = await mountStep(ApproveException, 'approve-exception')
    await field(wrapper, '密码').setValue('synthetic')
    await wrapper.setProps({ failure: { code: 'staff.sign-in-failed' } })
    expect(field(wrapper, '密码').element.value).toBe('')
    expect(wrapper.get('[role=alert]').text()).toContain('工号或密码不正确')
  })
})

describe('sign, review, attest', () => {
  test('nothing is signed by an empty sheet', async () => {
    wrapper = await mountStep(SignStep, 'sign')
    await submit()
    expect(answersOf(wrapper)).toEqual([])
    expect(wrapper.get('[role=alert]').text()).toBe('请先签名')
  })

  test('the citizen confirms what stands there', async () => {
    wrapper = await mountStep(ReviewStep, 'review')
    button(wrapper, '信息无误')
    await submit()
    expect(answersOf(wrapper)).toEqual([{ confirm: true }])
  })

  test('the clerk states in words and signs with the password', async () => {
    wrapper = await mountStep(AttestStep, 'attest')
    expect(wrapper.text()).toContain('群众已阅读告知书并同意')
    await field(wrapper, '登录密码').setValue('synthetic')
    await submit()
    expect(answersOf(wrapper)).toEqual([{ password: 'synthetic' }])
  })

  test('no second answer leaves while the first is worked on', async () => {
    wrapper = await mountStep(ReviewStep, 'review', { isBusy: true })
    await submit()
    await flushPromises()
    expect(answersOf(wrapper)).toEqual([])
  })
})

describe('capture-face after a comparison', () => {
  const compared = (decision: string, triesLeft = 3) => ({
    input: { ...inputs['capture-face'], triesLeft, compared: { decision, score: 0.5, engine } },
  })

  test.each([
    ['match', 3, '比对一致', '继续'],
    ['review', 3, '接近，须双人核验', '改为双人核验'],
    ['no-match', 3, '比对不一致', '再拍一次'],
    ['no-match', 1, '比对不一致', '改为双人核验'],
    ['not-live', 1, '未确认是真人', '改为双人核验'],
  ])('%s with %i tries left says %s and goes on by %s', async (decision, tries, verdict, next) => {
    wrapper = await mountStep(CaptureFace, 'capture-face', compared(decision, tries))
    expect(wrapper.text()).toContain(verdict)
    expect(wrapper.text()).toContain('演示算法 – 未经认证')
    button(wrapper, next)
    await submit()
    expect(answersOf(wrapper)).toEqual([{ confirm: true }])
  })
})
