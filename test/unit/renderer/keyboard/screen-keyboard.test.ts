// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { keyboardTexts as words } from '../../../../renderer/kiosk/keyboard/keyboard-texts.ts'
import type { KeyboardLayout } from '../../../../sync-server/contract/field.ts'
import { formPage, namesOfKeys, plainPage, press, takePagesAway } from './page.ts'

afterEach(takePagesAway)

const layouts: readonly KeyboardLayout[] = ['digits', 'id-number', 'letters', 'email', 'pinyin']

describe('shift', () => {
  test('makes the next letter a capital; pressed twice all of them, until it is pressed again', async () => {
    const { wrapper, input } = await plainPage('letters')
    await press(wrapper, words.shift)
    expect(namesOfKeys(wrapper)).toContain('A')
    await press(wrapper, 'A')
    await press(wrapper, 'a')
    await press(wrapper, words.shift)
    await press(wrapper, words.shift)
    await press(wrapper, 'B')
    await press(wrapper, 'B')
    await press(wrapper, words.shift)
    await press(wrapper, 'b')
    expect(input.value).toBe('AaBBb')
  })

  test('says that it is on', async () => {
    const { wrapper } = await plainPage('letters')
    const shift = wrapper.findAll('button').find((each) => each.attributes('aria-label') === words.shift)
    expect(shift?.attributes('aria-pressed')).toBe('false')
    await press(wrapper, words.shift)
    expect(shift?.attributes('aria-pressed')).toBe('true')
  })
})

describe('the field and the keyboard', () => {
  test.each(layouts)('every key of %s has a name, is no stop of the tab key, and sends no form', async (layout) => {
    const { wrapper } = await plainPage(layout)
    expect(wrapper.get('section').attributes('aria-label')).toBe(words.name)
    for (const key of wrapper.findAll('section button')) {
      expect(key.attributes('aria-label')?.trim()).toBeTruthy()
      expect(key.attributes()).toMatchObject({ tabindex: '-1', type: 'button' })
    }
  })

  test('pressing a key leaves the focus in the field', async () => {
    const { wrapper, input } = await plainPage('digits')
    const key = wrapper.findAll('section button')[5]!.element
    for (const kind of ['pointerdown', 'mousedown']) {
      const event = new MouseEvent(kind, { bubbles: true, cancelable: true })
      key.dispatchEvent(event)
      expect(event.defaultPrevented).toBe(true)
    }
    expect(document.activeElement).toBe(input)
  })

  test('the layout follows the field that has the focus, without what was begun in the other', async () => {
    const { wrapper, inputs } = await formPage(['fullName', 'phoneNumber'])
    await press(wrapper, 'z')
    expect(namesOfKeys(wrapper)).toContain(words.typed('z'))
    inputs[1]?.focus()
    await flushPromises()
    expect(namesOfKeys(wrapper)).not.toContain(words.part)
    inputs[0]?.focus()
    await flushPromises()
    expect(namesOfKeys(wrapper)).not.toContain(words.typed('z'))
  })

  test('a key brings the focus back to the field after another button had it', async () => {
    const { wrapper, input } = await plainPage('digits')
    input.blur()
    await press(wrapper, '4')
    expect(document.activeElement).toBe(input)
    expect(input.value).toBe('4')
  })

  test('the field is scrolled into view when the keyboard comes', async () => {
    const scrolled = vi.spyOn(HTMLElement.prototype, 'scrollIntoView')
    const { input } = await plainPage('digits')
    expect(scrolled.mock.contexts).toContain(input)
  })

  test('下一项 goes to the next field that asks for the keyboard', async () => {
    const { wrapper, inputs } = await formPage(['phoneNumber', 'smsCode'])
    await press(wrapper, words.next)
    expect(document.activeElement).toBe(inputs[1])
  })

  test('a field that asks for none gets none', async () => {
    const { wrapper } = await plainPage('digits', { 'data-keyboard': undefined })
    expect(wrapper.find('section').exists()).toBe(false)
  })

  test('goes when its field goes or takes no text any more', async () => {
    const { wrapper, input } = await plainPage('digits')
    input.readOnly = true
    input.setAttribute('readonly', '')
    await vi.waitFor(() => expect(wrapper.find('section').exists()).toBe(false))
  })

  test('收起 leaves one key, which brings it back', async () => {
    const { wrapper } = await plainPage('digits')
    await press(wrapper, words.hide)
    expect(namesOfKeys(wrapper)).toEqual([words.show])
    await press(wrapper, words.show)
    expect(namesOfKeys(wrapper)).toContain('5')
  })

  test('keys of a hardware keyboard or a scanner go where they go without it', async () => {
    const { input, typed } = await plainPage('letters')
    const event = new KeyboardEvent('keydown', { key: 'Z', bubbles: true, cancelable: true })
    expect(input.dispatchEvent(event)).toBe(true)
    input.value = 'Z'
    input.dispatchEvent(new InputEvent('input', { data: 'Z', bubbles: true }))
    expect(typed).toEqual(['Z'])
  })
})

describe('a key that is held', () => {
  afterEach(() => vi.useRealTimers())

  test('deletes on until it is let go; a letter is typed once', async () => {
    const { wrapper, input } = await plainPage('digits')
    for (const _ of Array.from({ length: 12 })) await press(wrapper, '8')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const key = (name: string) => wrapper.findAll('button').find((each) => each.attributes('aria-label') === name)!
    await key('8').trigger('pointerdown', { button: 0 })
    vi.advanceTimersByTime(5_000)
    await key('8').trigger('pointerup')
    expect(input.value).toHaveLength(13)
    await key(words.delete).trigger('pointerdown', { button: 0 })
    expect(input.value).toHaveLength(12)
    expect(key(words.delete).classes()).toContain('pressed')
    vi.advanceTimersByTime(450 + 3 * 80)
    expect(input.value).toHaveLength(8)
    await key(words.delete).trigger('pointerup')
    vi.advanceTimersByTime(5_000)
    expect(input.value).toHaveLength(8)
    expect(key(words.delete).classes()).not.toContain('pressed')
  })

  test('stops when the page goes', async () => {
    const { wrapper, input } = await plainPage('digits')
    for (const _ of Array.from({ length: 12 })) await press(wrapper, '8')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await wrapper
      .findAll('button')
      .find((each) => each.attributes('aria-label') === words.delete)!
      .trigger('pointerdown', { button: 0 })
    wrapper.unmount()
    vi.advanceTimersByTime(5_000)
    expect(input.value).toHaveLength(11)
  })
})
