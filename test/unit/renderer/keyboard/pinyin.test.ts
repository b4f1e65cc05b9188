// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Suggestion } from '../../../../electron/bridge/calls.ts'
import { pageStarts } from '../../../../renderer/kiosk/keyboard/candidate-pages.ts'
import { keyboardTexts as words } from '../../../../renderer/kiosk/keyboard/keyboard-texts.ts'
import type { Suggest } from '../../../../renderer/kiosk/keyboard/useCandidates.ts'
import { formPage, namesOfKeys, plainPage, press, takePagesAway } from './page.ts'

afterEach(takePagesAway)

const book: Readonly<Record<string, readonly Suggestion[]>> = {
  zhangwei: [
    { text: '张伟', uses: 8 },
    { text: '章', uses: 5 },
  ],
  wei: [{ text: '薇', uses: 3 }],
  lin: [{ text: '林', uses: 3 }],
  "'lin": [{ text: '𬴊', uses: 3 }],
}
const suggest: Suggest = async (letters) => book[letters] ?? []
const spell = async (wrapper: Parameters<typeof press>[0], letters: string): Promise<void> => {
  for (const letter of letters) await press(wrapper, letter)
}

describe('letters of pinyin', () => {
  test('stand above the keys with their candidates, and do not reach the field', async () => {
    const { wrapper, valueOf } = await formPage(['fullName'], suggest)
    await spell(wrapper, 'zhangwei')
    expect(namesOfKeys(wrapper)).toEqual(expect.arrayContaining([words.typed('zhangwei'), '张伟', '章']))
    expect(valueOf('fullName')).toBe('')
  })

  test('a candidate is written, and what it does not use goes on', async () => {
    const { wrapper, valueOf } = await formPage(['fullName'], suggest)
    await spell(wrapper, 'zhangwei')
    await press(wrapper, '章')
    expect(valueOf('fullName')).toBe('章')
    await press(wrapper, '薇')
    expect(valueOf('fullName')).toBe('章薇')
    expect(namesOfKeys(wrapper)).not.toContain(words.typed('wei'))
  })

  test('the space bar takes the best, 间隔号 ends it first', async () => {
    const { wrapper, valueOf } = await formPage(['fullName'], suggest)
    await spell(wrapper, 'zhangwei')
    await press(wrapper, words.space)
    await spell(wrapper, 'lin')
    await press(wrapper, '间隔号')
    expect(valueOf('fullName')).toBe('张伟林·')
  })

  test('删除 takes back a letter first, 清空 takes all', async () => {
    const { wrapper, valueOf } = await formPage(['fullName'], suggest)
    await spell(wrapper, 'lin')
    await press(wrapper, '林')
    await spell(wrapper, 'li')
    await press(wrapper, words.delete)
    expect(namesOfKeys(wrapper)).toContain(words.typed('l'))
    await press(wrapper, words.delete)
    await press(wrapper, words.delete)
    expect(valueOf('fullName')).toBe('')
    await spell(wrapper, 'li')
    await press(wrapper, words.clear)
    expect(namesOfKeys(wrapper)).not.toContain(words.typed('li'))
  })

  test('分词 parts syllables, where there is one to part', async () => {
    const { wrapper } = await formPage(['fullName'], suggest)
    await press(wrapper, words.part)
    await spell(wrapper, 'xi')
    await press(wrapper, words.part)
    await press(wrapper, words.part)
    await spell(wrapper, 'an')
    expect(namesOfKeys(wrapper)).toContain(words.typed("xi'an"))
  })

  test('behind the last candidate come rarer ones', async () => {
    const { wrapper, valueOf } = await formPage(['fullName'], suggest)
    await spell(wrapper, 'lin')
    await press(wrapper, words.rarer)
    await press(wrapper, '𬴊')
    expect(valueOf('fullName')).toBe('𬴊')
  })

  test('a name in Latin letters is typed beside it', async () => {
    const { wrapper, valueOf } = await formPage(['fullName'], suggest)
    await press(wrapper, words.latin)
    await press(wrapper, words.shift)
    await press(wrapper, 'M')
    await press(wrapper, 'a')
    await press(wrapper, words.space)
    await press(wrapper, words.pinyin)
    await spell(wrapper, 'lin')
    await press(wrapper, '林')
    expect(valueOf('fullName')).toBe('Ma 林')
  })

  test('more than any name has are not taken', async () => {
    const asked = vi.fn(suggest)
    const { wrapper } = await plainPage('pinyin', {}, asked)
    await spell(wrapper, 'a'.repeat(45))
    expect(Math.max(...asked.mock.calls.map(([letters]) => letters.length))).toBe(40)
  })
})

describe('candidates that stay away', () => {
  test.each<[string, Suggest]>([
    ['fail', () => Promise.reject(new Error('gone'))],
    ['are none', async () => []],
  ])('because they %s: letters can be typed, taken back and written', async (_why, none) => {
    const { wrapper, valueOf } = await formPage(['fullName'], none)
    await spell(wrapper, 'ana')
    await press(wrapper, words.delete)
    await press(wrapper, words.space)
    expect(valueOf('fullName')).toBe('an')
    await spell(wrapper, 'na')
    await press(wrapper, words.typed('na'))
    expect(valueOf('fullName')).toBe('anna')
  })

  test('because nobody answers: everything else goes on', async () => {
    const { wrapper, valueOf } = await formPage(['fullName'], () => new Promise(() => undefined))
    await spell(wrapper, 'an')
    await press(wrapper, words.typed('an'))
    await press(wrapper, words.latin)
    await press(wrapper, 'b')
    expect(valueOf('fullName')).toBe('anb')
  })

  test('an answer that comes too late is not shown', async () => {
    const answers: ((found: readonly Suggestion[]) => void)[] = []
    const { wrapper } = await formPage(['fullName'], () => new Promise((resolve) => answers.push(resolve)))
    await spell(wrapper, 'li')
    answers[1]?.([{ text: '李', uses: 2 }])
    answers[0]?.([{ text: '了', uses: 1 }])
    await flushPromises()
    expect(namesOfKeys(wrapper)).toContain('李')
    expect(namesOfKeys(wrapper)).not.toContain('了')
  })

  test('the space bar waits for the answer to what was typed last', async () => {
    let answer: (found: readonly Suggestion[]) => void = () => undefined
    const { wrapper, valueOf } = await formPage(['fullName'], (letters) =>
      letters === 'l' ? Promise.resolve([{ text: '了', uses: 1 }]) : new Promise((resolve) => (answer = resolve)),
    )
    await spell(wrapper, 'li')
    await press(wrapper, words.space)
    expect(valueOf('fullName')).toBe('')
    answer([{ text: '李', uses: 2 }])
    await flushPromises()
    expect(valueOf('fullName')).toBe('李')
  })
})

test('nothing of one page is left for the next', async () => {
  sessionStorage.clear() // other files of this process have had pages too
  const asked = vi.fn(suggest)
  const first = await formPage(['fullName'], asked)
  await spell(first.wrapper, 'zhangwei')
  await press(first.wrapper, '章')
  takePagesAway()
  asked.mockClear()
  const second = await formPage(['fullName'], asked)
  expect(namesOfKeys(second.wrapper)).not.toContain(words.typed('wei'))
  expect(asked.mock.calls.flat().join('')).toBe('')
  expect([localStorage.length, sessionStorage.length, document.cookie]).toEqual([0, 0, ''])
})

test('pages of candidates hold each candidate once, in order, and no page is wider than its room', () => {
  const texts = fc.array(fc.constantFrom('张', '张伟', '欧阳娜娜', '阿卜杜热西提', '𬴊'), { maxLength: 60 })
  const rooms = fc.record({
    width: fc.integer({ min: 400, max: 1900 }),
    lines: fc.integer({ min: 1, max: 3 }),
    glyph: fc.integer({ min: 20, max: 50 }),
  })
  fc.assert(
    fc.property(texts, rooms, (list, room) => {
      const starts = pageStarts(list, room)
      const pages = starts.map((start, index) => list.slice(start, starts[index + 1]))
      expect(pages.flat()).toEqual(list)
      const longest = (text: string): number => Math.max(88, [...text].length * room.glyph + 44)
      for (const page of pages) {
        const wide = page.reduce((sum, text) => sum + longest(text) + 8, 0)
        expect(page.length === 1 || wide <= room.lines * (room.width + 8)).toBe(true)
      }
    }),
  )
})
