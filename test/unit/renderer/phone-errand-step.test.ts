// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { Value } from 'typebox/value'
import { encode } from 'uqr'
import { afterEach, describe, expect, test } from 'vitest'
import { computed } from 'vue'
import { type OnlineInputOf, onlineStepKinds } from '../../../sync-server/contract/flow/index.ts'
import { offlineKey } from '../../../renderer/kiosk/terminal/offline.ts'
import PhoneErrandStep from '../../../renderer/kiosk/terminal/steps/PhoneErrandStep.vue'
import { answersOf, button } from './mounting.ts'

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

const url = 'https://account.hall.example/phone/#/t/Gq3nB7xYt0aVd5mWc9LkPz2e'
type Input = OnlineInputOf<'scan-code'>
function show(input: Partial<Input> = {}, more: { isOffline?: boolean; failure?: object } = {}): void {
  const expiresAt = new Date(Date.now() + 60_000).toISOString()
  const { failure } = more
  wrapper = mount(PhoneErrandStep, {
    props: {
      kind: 'scan-code',
      title: onlineStepKinds['scan-code'].title,
      isBusy: false,
      input: { url, state: 'waiting', expiresAt, providers: ['alipay', 'wechat'], ...input },
      ...(failure ? { failure } : {}),
    } as never,
    attachTo: document.body,
    global: {
      plugins: [ElementPlus],
      provide: { [offlineKey as symbol]: computed(() => more.isOffline === true) },
    },
  })
}
const code = () => wrapper.find('[role=img]')
/** The modules of the drawing, read back from its path. */
const drawn = (): Set<string> =>
  new Set(
    code()
      .find('.ink')
      .attributes('d')
      ?.match(/M\d+ \d+/g),
  )

describe('a step on the own phone', () => {
  test('waits with a code that is the address and nothing else, with its quiet zone', () => {
    show()
    const { size, data } = encode(url, { ecc: 'M', border: 0 })
    expect(code().attributes('viewBox')).toBe(`0 0 ${size + 8} ${size + 8}`)
    const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x + 4} ${y + 4}`] : [])))
    expect(drawn()).toEqual(new Set(dark))
    expect(wrapper.find('h1').text()).toBe('扫码登录')
    expect(wrapper.text()).toContain('请使用北京通App扫码登录')
    expect(wrapper.text()).toMatch(/(59|60) 秒内有效/)
  })
  test('a third party is chosen for the phone, and taken back by another touch', async () => {
    show()
    const tile = wrapper.findAll('button').find((each) => each.text() === '支付宝')
    await tile?.trigger('click')
    expect(code().attributes('data-url')).toBe(`${url}?by=alipay`)
    expect(wrapper.text()).toContain('请用手机扫码，在手机上用支付宝登录')
    await tile?.trigger('click')
    expect(code().attributes('data-url')).toBe(url)
    expect(answersOf(wrapper)).toEqual([])
  })
  test('scanned: the number of the phone, and another code for whoever did not scan', async () => {
    show({ state: 'scanned', matchNumber: '58' })
    expect(code().exists()).toBe(false)
    for (const words of ['扫描成功', '请在手机上确认', '58']) expect(wrapper.text()).toContain(words)
    await button(wrapper, '不是您扫的？换一个二维码').trigger('click')
    expect(answersOf(wrapper)).toEqual([{ act: 'refresh' }])
  })
  test.each([
    ['expired', '二维码已过期'],
    ['cancelled', '已取消'],
  ] as const)('%s: says so and offers a new code', async (state, words) => {
    show({ state })
    expect(code().exists()).toBe(false)
    expect(wrapper.find('[role=status]').text()).toContain(words)
    await button(wrapper, '刷新二维码').trigger('click')
    expect(answersOf(wrapper).map((answer) => Value.Check(onlineStepKinds['scan-code'].output, answer))).toEqual([true])
  })
  test('without a network there is no code that leads nowhere, and nobody is blamed', () => {
    show({}, { isOffline: true })
    expect(code().exists()).toBe(false)
    expect(wrapper.text()).toContain('当前离线，不是您的问题')
  })
  test('a confirmation that could not be collected is tried again by hand', async () => {
    show({ state: 'confirmed' }, { failure: { code: 'service.unreachable' } })
    expect(wrapper.find('[role=alert]').text()).toContain('不是您的问题')
    await button(wrapper, '重试').trigger('click')
    expect(answersOf(wrapper)).toEqual([{ act: 'collect' }])
  })
})
