import type { KeyboardLayout } from '../../../sync-server/contract/field.ts'
import { keyboardTexts as words, signNames } from './keyboard-texts.ts'

/** What a key does: it types a text, ends an address with a domain, or commands. */
export type Act =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'domain'; readonly text: string }
  | { readonly kind: 'delete' | 'clear' | 'shift' | 'space' | 'part' }
  | { readonly kind: 'board'; readonly board: Page }

export interface Key {
  /** What stands on it. */
  readonly face: string
  /** What it is called when it is read out. */
  readonly name: string
  readonly act: Act
  /** Its width in half keys. */
  readonly span: number
}

/** What a layout can turn to: its own keys, signs, or Latin letters beside pinyin. */
export type Page = 'own' | 'symbols' | 'latin'

/** The keys of one page, row by row; digits stand above the letters or, where there is width, beside them. */
export interface Board {
  readonly rows: readonly (readonly Key[])[]
  readonly hasDigits: boolean
  /** Half keys across. */
  readonly width: number
}

const text = (face: string, span = 2): Key => ({
  face,
  name: signNames[face] ?? face,
  act: { kind: 'text', text: face },
  span,
})
const row = (faces: string): Key[] => [...faces].map((face) => text(face))
const command = (kind: 'delete' | 'clear' | 'shift' | 'space' | 'part', span: number): Key => ({
  face: words[kind],
  name: words[kind],
  act: { kind },
  span,
})
const turnTo = (board: Page, face: string, span: number): Key => ({
  face,
  name: face,
  act: { kind: 'board', board },
  span,
})
const domain = (face: string, span: number): Key => ({ face, name: face, act: { kind: 'domain', text: face }, span })

/** The digits of a keyboard with letters. */
export const digitKeys: readonly Key[] = row('1234567890')

const pad = (left: Key): Board => ({
  rows: [row('123'), row('456'), row('789'), [left, text('0'), command('delete', 2)]],
  hasDigits: false,
  width: 6,
})
const letterRows = (third: Key): Key[][] => [
  row('qwertyuiop'),
  row('asdfghjkl'),
  [third, ...row('zxcvbnm'), command('delete', 3)],
]
const wide = (rows: Key[][], hasDigits: boolean): Board => ({ rows, hasDigits, width: 20 })

const symbols = wide(
  [
    row('!@#$%^&*()'),
    row('-_=+[]{}\\|'),
    row(';:\'",.<>/?'),
    [turnTo('own', words.letters, 4), ...row('~`'), command('space', 8), command('delete', 4)],
  ],
  true,
)

const own: Readonly<Record<KeyboardLayout, Board>> = {
  digits: pad(command('clear', 2)),
  'id-number': pad(text('X')),
  letters: wide(
    [
      ...letterRows(command('shift', 3)),
      [turnTo('symbols', words.symbols, 4), command('space', 12), command('clear', 4)],
    ],
    true,
  ),
  email: wide(
    [
      ['@qq.com', '@163.com', '@126.com', '@sina.com', '@139.com'].map((each) => domain(each, 4)),
      ...letterRows(command('shift', 3)),
      [turnTo('symbols', words.symbols, 4), ...row('@.-_'), text('.com', 4), command('clear', 4)],
    ],
    true,
  ),
  pinyin: wide(
    [
      ...letterRows(command('part', 3)),
      [turnTo('latin', words.latin, 4), text('·'), command('space', 10), command('clear', 4)],
    ],
    false,
  ),
}

const latin = wide(
  [
    ...letterRows(command('shift', 3)),
    [turnTo('own', words.pinyin, 4), ...row("·.'-"), command('space', 4), command('clear', 4)],
  ],
  false,
)

/** The keys of a layout's page. */
export function boardOf(layout: KeyboardLayout, page: Page): Board {
  if (page === 'symbols') return symbols
  return page === 'latin' ? latin : own[layout]
}

/** The pages that a board's keys turn to. */
const turnsTo = (board: Board): Page[] =>
  board.rows.flat().flatMap(({ act }) => (act.kind === 'board' ? [act.board] : []))

/** Every page that can be reached from a layout's own, itself first. */
export function pagesOf(layout: KeyboardLayout): readonly Page[] {
  return [...new Set<Page>(['own', ...turnsTo(boardOf(layout, 'own'))])]
}
