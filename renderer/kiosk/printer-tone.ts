import type { PrinterState } from '../../sync-server/contract/device.ts'
import { wordsOfCode } from '../shared/failure-words.ts'
import { lossOf } from './out-of-service.ts'
import { texts } from './texts.ts'

const words = texts.printer

/** The printer's state as the home screen shows it: its words, the shape beside them, and what staff can do. */
export function printerSign(state: PrinterState): { words: string; tone: 'good' | 'careful'; hint: string } {
  switch (state.kind) {
    case 'disconnected':
      return { words: words.disconnected, tone: 'careful', hint: lossOf('printer', 'counter') }
    case 'failed':
      return { words: wordsOfCode(state.code).title, tone: 'careful', hint: lossOf('printer', 'counter') }
    case 'printing':
      return { words: words.printing, tone: 'good', hint: words.hint }
    case 'ready':
      return state.isPaperLow
        ? { words: words.paperLow, tone: 'careful', hint: words.paperLowHint }
        : { words: words.ready, tone: 'good', hint: words.hint }
  }
}
