// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { afterEach, describe, expect, test } from 'vitest'
import type { FlowView } from '../../../electron/bridge/view.ts'
import { flowOf, outcomesOf, trailOf } from '../../../sync-server/contract/flow/index.ts'
import { type StepKindName, stepKinds } from '../../../sync-server/contract/flow/step-kinds.ts'
import { captureKey } from '../../../renderer/shared/face-capture.ts'
import FlowRunner from '../../../renderer/kiosk/flow/FlowRunner.vue'
import { loadSteps } from '../../../renderer/kiosk/flow/step-views.ts'
import { button, document, giveCanvasAPen, inputs, noCapture } from './mounting.ts'

giveCanvasAPen()
let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

const flow = flowOf('verify-in-person')!
const stepIdOf = (kind: StepKindName): string => flow.steps.find((step) => step.kind === kind)!.id

function viewOf(kind: StepKindName, more: Partial<FlowView> = {}): FlowView {
  const id = stepIdOf(kind)
  const trail = trailOf({ flow, outcomesOf }, { flow: flow.id, version: 1, status: 'active', step: id, log: [] })
  const step = { id, kind, title: stepKinds[kind].title, input: inputs[kind] }
  return {
    sessionId: 's',
    flow: flow.id,
    title: flow.title,
    trail,
    step,
    canGoBack: false,
    isBusy: false,
    failure: undefined,
    ...more,
  }
}

async function show(kind: StepKindName, more: Partial<FlowView> = {}): Promise<VueWrapper> {
  await loadSteps()
  const props = {
    flow: viewOf(kind, more),
    reader: { kind: 'ready' } as const,
    isBusy: more.isBusy ?? false,
    failure: more.failure,
  }
  const global = { plugins: [ElementPlus], provide: { [captureKey as symbol]: noCapture } }
  const runner = mount(FlowRunner, { props, attachTo: globalThis.document.body, global })
  await flushPromises()
  return runner
}

const kinds = Object.keys(stepKinds) as StepKindName[]

describe.each(kinds)('%s', (kind) => {
  test('has one heading of level 1 and one primary button in its bar', async () => {
    wrapper = await show(kind)
    expect(wrapper.findAll('h1')).toHaveLength(1)
    expect(wrapper.findAll('footer .primary')).toHaveLength(1)
  })

  test('every button has a Chinese name, every field a label', async () => {
    wrapper = await show(kind)
    for (const each of wrapper.findAll('button')) expect(each.text()).toMatch(/^\p{Script=Han}+$/u)
    for (const each of wrapper.findAll('input:not([type=radio]):not([type=checkbox])')) {
      expect(wrapper.find(`label[for="${each.attributes('id')}"]`).exists()).toBe(true)
    }
  })

  test('a failure stands on the page as an alert with what to do', async () => {
    wrapper = await show(kind, { failure: { code: 'server.internal' } })
    if (kind === 'capture-face') return
    expect(wrapper.get('[role=alert]').text()).toContain('请稍后再试；反复出现请报告编号')
  })
})

const shownToCitizens = kinds.filter((kind) => stepKinds[kind].turn === 'citizen')
test.each(shownToCitizens)('on %s, a citizen’s turn, no number stands unmasked', async (kind) => {
  wrapper = await show(kind)
  const shown = wrapper.html().replaceAll(/\s/g, '')
  expect(shown).not.toContain(document.documentNumber)
  expect(wrapper.text()).not.toMatch(/\d{11}/)
  expect(wrapper.text()).not.toContain(document.fullName)
})

test('the trail names the steps and says which one is current', async () => {
  wrapper = await show('read-card')
  const marks = wrapper.findAll('nav li').map((each) => each.text())
  expect(marks).toEqual([
    '查找账号已完成',
    '知情同意已完成',
    '读取证件当前',
    '人证核验未到',
    '签名确认未到',
    '工作人员确认未到',
  ])
  expect(wrapper.get('[aria-current=step]').text()).toContain('读取证件')
})

test('上一步 is there only where the flow allows it', async () => {
  wrapper = await show('review', { canGoBack: true })
  await button(wrapper, '上一步').trigger('click')
  expect(wrapper.emitted('back')).toHaveLength(1)
  wrapper.unmount()
  wrapper = await show('attest')
  expect(wrapper.findAll('button').map((each) => each.text())).not.toContain('上一步')
})

test('an answer leaves with the id of its step', async () => {
  wrapper = await show('review')
  await wrapper.get('form').trigger('submit')
  expect(wrapper.emitted('answer')).toEqual([[stepIdOf('review'), { confirm: true }]])
})

test('Enter goes on where there is no field to type in', async () => {
  wrapper = await show('read-card')
  expect(globalThis.document.activeElement?.tagName).toBe('H1')
  await wrapper.get('h1').trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('answer')).toEqual([[stepIdOf('read-card'), { confirm: true }]])
})

test('Enter alone never consents', async () => {
  wrapper = await show('consent')
  await wrapper.get('h1').trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('answer')).toBeUndefined()
})
