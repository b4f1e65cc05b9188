import { describe, expect, test } from 'vitest'
import { boardOf, pagesOf } from '../../../../renderer/kiosk/keyboard/boards.ts'
import type { KeyboardLayout } from '../../../../sync-server/contract/field.ts'
import { typedBy } from './keyboard-driver.ts'

const layouts: readonly KeyboardLayout[] = ['digits', 'id-number', 'letters', 'email', 'pinyin']
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
/** Passwords and names of accounts hold letters and digits only; an old password may be asked for that holds anything. */
const withinRule: Readonly<Record<KeyboardLayout, readonly string[]>> = {
  digits: [...'0123456789'],
  'id-number': [...'0123456789X'],
  letters: printable,
  email: printable.filter((each) => /[A-Za-z0-9._%+@-]/.test(each)),
  pinyin: printable.filter((each) => /[A-Za-z.' -]/.test(each)).concat('·'),
}

describe('a layout', () => {
  test.each(layouts)('%s types every character that its fields allow', (layout) => {
    const typed = typedBy(layout)
    expect(withinRule[layout].filter((character) => !typed.has(character))).toEqual([])
  })

  test.each(layouts)('%s has a full row of keys wherever keys are, every key with a name of its own', (layout) => {
    for (const page of pagesOf(layout)) {
      const { rows, width } = boardOf(layout, page)
      const names = rows.flat().map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      expect(names.every((name) => name.trim() !== '')).toBe(true)
      for (const row of rows) {
        const span = row.reduce((sum, key) => sum + key.span, 0)
        expect(span).toBeGreaterThanOrEqual(width - 2)
        expect(span).toBeLessThanOrEqual(width)
      }
    }
  })

  test.each(layouts)('%s can delete, and comes back from every page that it turns to', (layout) => {
    for (const page of pagesOf(layout)) {
      const acts = boardOf(layout, page)
        .rows.flat()
        .map(({ act }) => act)
      expect(acts.some(({ kind }) => kind === 'delete')).toBe(true)
      expect(page === 'own' || acts.some((act) => act.kind === 'board' && act.board === 'own')).toBe(true)
    }
  })
})
