// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { Value } from 'typebox/value'
import { afterEach, describe, expect, test } from 'vitest'
import { computed } from 'vue'
import { faceStages } from '../../../sync-server/contract/face-check.ts'
import { type OnlineInputOf, onlineStepKinds } from '../../../sync-server/contract/flow/index.ts'
import { offlineKey } from '../../../renderer/kiosk/terminal/offline.ts'
import { faceWords, milestonesOf } from '../../../renderer/kiosk/terminal/face-words.ts'
import FaceErrandStep from '../../../renderer/kiosk/terminal/steps/FaceErrandStep.vue'
import { answersOf, button } from './mounting.ts'

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

type Input = OnlineInputOf<'face-on-phone'>
function show(input: Partial<Input> = {}, more: { isOffline?: boolean; failure?: object } = {}): void {
  const url = 'https://account.hall.example/phone/#/t/Gq3nB7xYt0aVd5mWc9LkPz2e'
  const expiresAt = new Date(Date.now() + 60_000).toISOString()
  const { failure } = more
  wrapper = mount(FaceErrandStep, {
    props: {
      ...{ kind: 'face-on-phone', title: onlineStepKinds['face-on-phone'].title, isBusy: false },
      input: { url, state: 'waiting', expiresAt, triesLeft: 3, ...input },
      ...(failure ? { failure } : {}),
    } as never,
    attachTo: document.body,
    global: {
      plugins: [ElementPlus],
      provide: { [offlineKey as symbol]: computed(() => more.isOffline === true) },
    },
  })
}
const wayOut = async () => {
  await button(wrapper, '改到现场办').trigger('click')
  const answers = answersOf(wrapper)
  expect(answers.every((answer) => Value.Check(onlineStepKinds['face-on-phone'].output, answer))).toBe(true)
  return answers.at(-1)
}

describe('人脸识别认证 at the kiosk', () => {
  test('shows the code, the manual’s heading and its four steps, and the way without a phone', async () => {
    show()
    expect(wrapper.find('h1').text()).toBe('人脸识别认证')
    for (const words of ['请使用北京通App扫码完成人脸识别验证', ...faceWords.guide])
      expect(wrapper.text()).toContain(words)
    expect(wrapper.find('[role=img]').exists()).toBe(true)
    expect(await wayOut()).toEqual({ act: 'in-person' })
  })
  test('scanned: the number of the phone stands there until it was picked', () => {
    show({ state: 'scanned', matchNumber: '58' })
    expect(wrapper.text()).toContain('58')
    show({ state: 'scanned', matchNumber: '58', stage: 'consent' })
    expect(wrapper.text()).not.toContain('58')
  })
  test.each(faceStages)('%s: says what the phone is doing, and the counter stays a way', async (stage) => {
    const isEnd = stage === 'declined' || stage === 'refused'
    show({ state: stage === 'verified' ? 'confirmed' : isEnd ? 'cancelled' : 'scanned', stage })
    const words = stage === 'verified' ? '手机已确认' : faceWords.stages[stage].title
    expect(wrapper.find('[role=status]').text()).toContain(words)
    expect(await wayOut()).toEqual({ act: 'in-person' })
  })
  test('the milestones move on with the stages', () => {
    show({ state: 'scanned', stage: 'capturing' })
    expect(milestonesOf('capturing').map(({ mark }) => mark)).toEqual(['done', 'done', 'current', 'ahead'])
    expect(wrapper.find('[aria-current=step]').text()).toBe('采集人脸')
  })
  test('a try that came to nothing: why, and how many are left', () => {
    show({ state: 'scanned', stage: 'ready', fault: 'face.no-match', triesLeft: 2 })
    const note = wrapper.find('[role=alert]').text()
    for (const words of ['人脸与登记的照片不一致', '还可以采集 2 次']) expect(note).toContain(words)
  })
  test('a register without an answer is not the citizen’s fault', () => {
    show({ state: 'scanned', stage: 'ready', fault: 'face.register-unavailable' })
    expect(wrapper.find('[role=alert]').text()).toContain('不是您的问题')
  })
  test('whoever has declined may scan again; whoever was refused may not', async () => {
    show({ state: 'cancelled', stage: 'declined' })
    await button(wrapper, '重新扫码').trigger('click')
    expect(answersOf(wrapper)).toEqual([{ act: 'refresh' }])
    show({ state: 'cancelled', stage: 'refused', fault: 'face.no-match', triesLeft: 0 })
    expect(wrapper.findAll('button').map((each) => each.text())).toEqual(['改到现场办'])
  })
  test.each(['expired', 'cancelled'] as const)('%s: a new code, or the counter', async (state) => {
    show({ state })
    await button(wrapper, '刷新二维码').trigger('click')
    expect(answersOf(wrapper)).toEqual([{ act: 'refresh' }])
    expect(await wayOut()).toEqual({ act: 'in-person' })
  })
  test('without a network there is no code, nobody is blamed', () => {
    show({}, { isOffline: true })
    expect(wrapper.find('[role=img]').exists()).toBe(false)
    expect(wrapper.text()).toContain('当前离线，不是您的问题')
  })
})
