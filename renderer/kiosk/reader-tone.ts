import type { ReaderState } from '../../sync-server/contract/device.ts'
import { readerStateText } from './texts.ts'
import { wordsOfCode } from '../shared/failure-words.ts'

const TONES = {
  disconnected: 'bad',
  ready: 'good',
  waiting: 'idle',
  reading: 'careful',
  read: 'good',
  failed: 'bad',
} as const satisfies Record<ReaderState['kind'], string>

/** The reader's state as header and panels show it: its short words and the shape beside them. */
export function readerSign(state: ReaderState): { words: string; tone: (typeof TONES)[ReaderState['kind']] } {
  return { words: readerStateText[state.kind], tone: TONES[state.kind] }
}

/** The exact words of a state; a failure is followed by its own title. */
export function readerWords(state: ReaderState): string {
  const words = readerStateText[state.kind]
  return state.kind === 'failed' ? `${words}：${wordsOfCode(state.code).title}` : words
}
