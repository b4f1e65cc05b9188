import { gbkText } from './gbk-text.ts'

/** How one line of a slip is printed. */
export interface LineStyle {
  readonly align?: 'left' | 'center'
  readonly isLarge?: boolean
}

/** How dark modules of a QR code may be lost: L 7 %, M 15 %, Q 25 %, H 30 %. */
export type QrCorrection = 'L' | 'M' | 'Q' | 'H'

const ESC = 0x1b
const GS = 0x1d
const FS = 0x1c
const DLE = 0x10
const EOT = 0x04
const LF = 0x0a
const aligns = { left: 0, center: 1 } as const
const DOUBLE = 0x11
const corrections: Readonly<Record<QrCorrection, number>> = { L: 0x30, M: 0x31, Q: 0x32, H: 0x33 }
const QR_MODEL_2 = 0x32

/** Clears what an earlier job may have left, and reads two bytes as one Chinese character from here on. */
export const beginJob: readonly number[] = [ESC, 0x40, FS, 0x26]
/** Feeds past the tear bar and cuts, but for a last bridge of paper. */
export const endJob: readonly number[] = [ESC, 0x64, 3, GS, 0x56, 0x42, 0]

export const align = (to: keyof typeof aligns): readonly number[] => [ESC, 0x61, aligns[to]]
export const size = (isLarge: boolean): readonly number[] => [GS, 0x21, isLarge ? DOUBLE : 0]

/** One line of text. */
export const textLine = (text: string): readonly number[] => [...gbkText(text), LF]

const qrFunction = (code: number, ...parameters: readonly number[]): readonly number[] => {
  const length = parameters.length + 2
  return [GS, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, code, ...parameters]
}

/** A QR code: model 2, modules of so many dots, its text as UTF-8. */
export function qrCode(text: string, moduleDots: number, correction: QrCorrection = 'M'): readonly number[] {
  return [
    ...qrFunction(0x41, QR_MODEL_2, 0),
    ...qrFunction(0x43, moduleDots),
    ...qrFunction(0x45, corrections[correction]),
    ...qrFunction(0x50, 0x30, ...new TextEncoder().encode(text)),
    ...qrFunction(0x51, 0x30),
  ]
}

/** What a printer answers at once, also in the middle of a job. */
export const statusQuestions = { printer: 1, offline: 2, error: 3, paper: 4 } as const
export type StatusQuestion = keyof typeof statusQuestions

/** Asks for one status byte. */
export const askStatus = (question: StatusQuestion): Uint8Array => Uint8Array.of(DLE, EOT, statusQuestions[question])
