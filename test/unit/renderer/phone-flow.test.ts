// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useErrand } from '../../../renderer/phone/flow/useErrand.ts'
import { type FlowInHand, useFlow } from '../../../renderer/phone/flow/useFlow.ts'
import { Problem } from '../../../sync-server/contract/failure.ts'
import type { OnlineFlowState } from '../../../sync-server/contract/online-flow.ts'
import { type Answers, askedOf, phoneThat, type TestPhone } from './phone-mounting.ts'

const captcha = (captchaId: string) => ({ captcha: { captchaId, image: 'data:,', isPassed: false } })
const at = (step: string, input: unknown = {}): OnlineFlowState => ({
  id: 'run',
  flow: 'sign-in',
  version: 1,
  title: '登录',
  status: 'active',
  step: { id: step, kind: 'sign-in', title: '登录', input },
  trail: [],
  canGoBack: false,
  expiresAt: '2026-11-22T12:00:00.000Z',
})
const session = { token: 't', expiresAt: '2026-11-22T12:00:00.000Z' }
const ended = (more: object = {}): OnlineFlowState => {
  const { step: _step, ...rest } = at('')
  return { ...rest, status: 'done', ...more }
}

let scope = effectScope()
beforeEach(() => {
  scope = effectScope()
})
afterEach(() => scope.stop())
const flowOver = (answers: Answers, given: Parameters<typeof phoneThat>[1] = {}): [FlowInHand, TestPhone] => {
  const phone = phoneThat(answers, given)
  return [scope.run(() => useFlow(phone))!, phone]
}

describe('a flow', () => {
  test('begins, and a session that it gives is taken over at once', async () => {
    const [flow, phone] = flowOver(
      { beginFlow: [at('sign-in')], answerFlow: [ended({ result: { session } })] },
      { isSignedIn: false },
    )
    await flow.begin('sign-in')
    await flow.answer({ act: 'submit' })
    expect([flow.state.value?.status, phone.isSignedIn.value]).toEqual(['done', true])
    expect(phone.store.get('run')).toBeUndefined()
  })
  test('comes back to the run that the tab was at, and begins anew where the server has forgotten it', async () => {
    const [first, phone] = flowOver({ beginFlow: [at('sign-in')] })
    await first.begin('sign-in')
    const [again, same] = flowOver({ readFlow: [at('second')] }, { store: phone.store })
    await again.begin('sign-in')
    expect([again.state.value?.step?.id, askedOf(same, 'beginFlow')]).toEqual(['second', []])
    const [gone] = flowOver({ readFlow: [new Problem('flow.gone')], beginFlow: [at('first')] }, { store: phone.store })
    await gone.begin('sign-in')
    expect(gone.state.value?.step?.id).toBe('first')
  })
  test('shows the new picture together with why the answer was refused', async () => {
    const [flow] = flowOver({
      beginFlow: [at('sign-in', captcha('a'))],
      answerFlow: [new Problem('captcha.wrong')],
      readFlow: [at('sign-in', captcha('b'))],
    })
    await flow.begin('sign-in')
    await flow.answer({ act: 'submit' })
    expect(flow.failure.value?.code).toBe('captcha.wrong')
    expect(flow.state.value?.step?.input).toEqual(captcha('b'))
  })
  test('an answer whose reply was lost but that was taken is no failure', async () => {
    const lost = new Problem('service.unreachable')
    const [flow] = flowOver({ beginFlow: [at('one')], answerFlow: [lost], readFlow: [at('two')] })
    await flow.begin('sign-in')
    await flow.answer({ act: 'submit' })
    expect([flow.failure.value, flow.state.value?.step?.id]).toEqual([undefined, 'two'])
  })
  test('a line that is down keeps everything where it is', async () => {
    const lost = new Problem('service.unreachable')
    const [flow] = flowOver({ beginFlow: [at('one')], answerFlow: [lost], readFlow: [lost] })
    await flow.begin('sign-in')
    await flow.answer({ act: 'submit' })
    expect([flow.failure.value?.code, flow.state.value?.step?.id]).toEqual(['service.unreachable', 'one'])
  })
  test('two touches send one answer', async () => {
    const [flow, phone] = flowOver({ beginFlow: [at('one')], answerFlow: [at('two')] })
    await flow.begin('sign-in')
    await Promise.all([flow.answer({ act: 'submit' }), flow.answer({ act: 'submit' })])
    expect(askedOf(phone, 'answerFlow')).toHaveLength(1)
  })
  test.each(['account-closing', 'account-closed', 'document-unbound'])('after %s nobody is signed in', async (page) => {
    const [flow, phone] = flowOver({ beginFlow: [at('one')], answerFlow: [ended({ result: { page } })] })
    await flow.begin('deregister-account')
    await flow.answer({ act: 'confirm' })
    expect(phone.isSignedIn.value).toBe(false)
  })
  test('that is left is ended at the server too, once, and not when it has ended already', async () => {
    const [flow, phone] = flowOver({ beginFlow: [at('one')], abandonFlow: [undefined] })
    await flow.begin('sign-in')
    flow.leave()
    flow.leave()
    expect(askedOf(phone, 'abandonFlow')).toEqual([{ params: { flowId: 'run' } }])
    expect(phone.store.get('run')).toBeUndefined()
  })
})

describe('a step that is done elsewhere on the phone', () => {
  const errand = (state: string): OnlineFlowState => {
    const input = { url: 'https://hall.example/phone/#/t/x', state, expiresAt: session.expiresAt, providers: [] }
    return { ...at('scan-code'), step: { id: 'scan-code', kind: 'scan-code', title: '扫码登录', input } }
  }
  test('is followed, and collected by itself as soon as it is confirmed', async () => {
    const [flow, phone] = flowOver({ beginFlow: [errand('waiting')], answerFlow: [ended()] })
    scope.run(() => useErrand(phone, flow))
    await flow.begin('sign-in-by-qr')
    await flushPromises()
    expect(phone.told).toHaveLength(1)
    phone.told[0]?.(errand('confirmed'))
    await flushPromises()
    expect(askedOf(phone, 'answerFlow')).toMatchObject([{ body: { output: { act: 'collect' } } }])
    expect(flow.state.value?.status).toBe('done')
  })
})
