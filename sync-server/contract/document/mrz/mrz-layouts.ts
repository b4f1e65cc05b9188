/** Characters of one line: line number, first character and the one behind the last, all from zero. */
export type Cut = readonly [line: number, from: number, to: number]

/** Fields that a machine-readable zone may have. */
export type MrzField =
  | 'documentCode'
  | 'issuingState'
  | 'documentNumber'
  | 'birth'
  | 'sex'
  | 'expiry'
  | 'nationality'
  | 'optional'
  | 'secondOptional'
  | 'names'
  | 'gbkName'

/** What a check digit is about. */
export type MrzCheckName = 'documentNumber' | 'birth' | 'expiry' | 'optional' | 'composite'

/** A check digit and the characters that it is made of. */
export interface MrzCheck {
  readonly name: MrzCheckName
  readonly digit: Cut
  readonly over: readonly Cut[]
  /** Whether an empty field may have a filler for its digit. */
  readonly mayBeFiller?: boolean
}

/** One format as data. */
export interface MrzLayout {
  readonly format: 'TD1' | 'TD2' | 'TD3' | 'CS/CD'
  readonly lines: number
  readonly length: number
  /** Only documents whose code begins like this. */
  readonly codes?: RegExp
  readonly fields: Readonly<Partial<Record<MrzField, Cut>>>
  readonly checks: readonly MrzCheck[]
  /** Characters that can only be digits: where a letter that looks like one is read as one. */
  readonly digits: readonly Cut[]
}

/** ICAO Doc 9303 part 5: cards. The number goes on in the optional field where nine characters are too few. */
const td1: MrzLayout = {
  format: 'TD1',
  lines: 3,
  length: 30,
  fields: {
    documentCode: [0, 0, 2],
    issuingState: [0, 2, 5],
    documentNumber: [0, 5, 14],
    optional: [0, 15, 30],
    birth: [1, 0, 6],
    sex: [1, 7, 8],
    expiry: [1, 8, 14],
    nationality: [1, 15, 18],
    secondOptional: [1, 18, 29],
    names: [2, 0, 30],
  },
  checks: [
    { name: 'documentNumber', digit: [0, 14, 15], over: [[0, 5, 14]] },
    { name: 'birth', digit: [1, 6, 7], over: [[1, 0, 6]] },
    { name: 'expiry', digit: [1, 14, 15], over: [[1, 8, 14]] },
    {
      name: 'composite',
      digit: [1, 29, 30],
      over: [
        [0, 5, 30],
        [1, 0, 7],
        [1, 8, 15],
        [1, 18, 29],
      ],
    },
  ],
  digits: [
    [0, 14, 15],
    [1, 0, 7],
    [1, 8, 15],
    [1, 29, 30],
  ],
}

/** The second line that visas, cards of 36 and passports share; they differ in what follows the expiry. */
const bookLine = {
  documentNumber: [1, 0, 9],
  nationality: [1, 10, 13],
  birth: [1, 13, 19],
  sex: [1, 20, 21],
  expiry: [1, 21, 27],
} as const satisfies Partial<Record<MrzField, Cut>>
const bookChecks: readonly MrzCheck[] = [
  { name: 'documentNumber', digit: [1, 9, 10], over: [[1, 0, 9]] },
  { name: 'birth', digit: [1, 19, 20], over: [[1, 13, 19]] },
  { name: 'expiry', digit: [1, 27, 28], over: [[1, 21, 27]] },
]
const bookDigits: readonly Cut[] = [
  [1, 9, 10],
  [1, 13, 20],
  [1, 21, 28],
]
/** The composite of a book: all of the second line that has check digits, up to where the composite stands. */
const composite = (at: number): MrzCheck => ({
  name: 'composite',
  digit: [1, at, at + 1],
  over: [
    [1, 0, 10],
    [1, 13, 20],
    [1, 21, at],
  ],
})

/** ICAO Doc 9303 part 6. */
const td2: MrzLayout = {
  format: 'TD2',
  lines: 2,
  length: 36,
  fields: { documentCode: [0, 0, 2], issuingState: [0, 2, 5], names: [0, 5, 36], ...bookLine, optional: [1, 28, 35] },
  checks: [...bookChecks, composite(35)],
  digits: [...bookDigits, [1, 35, 36]],
}

/** ICAO Doc 9303 part 4: passports. Chinese ones write the name's GBK bytes into the optional field. */
const td3: MrzLayout = {
  format: 'TD3',
  lines: 2,
  length: 44,
  fields: {
    documentCode: [0, 0, 2],
    issuingState: [0, 2, 5],
    names: [0, 5, 44],
    ...bookLine,
    optional: [1, 28, 42],
    gbkName: [1, 28, 40],
  },
  checks: [
    ...bookChecks,
    { name: 'optional', digit: [1, 42, 43], over: [[1, 28, 42]], mayBeFiller: true },
    composite(43),
  ],
  digits: [...bookDigits, [1, 43, 44]],
}

/**
 * 往来港澳通行证 (CS) and 往来台湾通行证 (CD) from 2014 on: three lines of 30 that are no TD1, without an issuing state.
 * The last character of the first line is a check digit whose scope is not published: it is not judged.
 */
const exitPermit: MrzLayout = {
  format: 'CS/CD',
  lines: 3,
  length: 30,
  codes: /^C[SD]/,
  fields: {
    documentCode: [0, 0, 2],
    documentNumber: [0, 2, 11],
    expiry: [0, 13, 19],
    birth: [0, 21, 27],
    gbkName: [1, 0, 12],
    names: [1, 12, 30],
    sex: [2, 0, 1],
  },
  checks: [
    { name: 'documentNumber', digit: [0, 11, 12], over: [[0, 2, 11]] },
    { name: 'expiry', digit: [0, 19, 20], over: [[0, 13, 19]] },
    { name: 'birth', digit: [0, 27, 28], over: [[0, 21, 27]] },
  ],
  digits: [
    [0, 11, 12],
    [0, 13, 20],
    [0, 21, 28],
  ],
}

/** Every format, in the order in which it is tried. */
export const mrzLayouts: readonly MrzLayout[] = [td1, td2, td3, exitPermit]
