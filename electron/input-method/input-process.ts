import { readFileSync } from 'node:fs'
import { readDictionary } from './dictionary.ts'
import type { FromInput, ToInput } from './input-messages.ts'
import { PinyinEngine } from './pinyin-engine.ts'

const tell = (message: FromInput): void => process.parentPort.postMessage(message)

// Without a dictionary this process ends, and letters are all that can be typed.
const engine = new PinyinEngine(readDictionary(readFileSync(process.argv[2] ?? '', 'utf8')))

process.parentPort.on('message', ({ data }: { data: ToInput }) => {
  tell({ kind: 'suggested', id: data.id, suggestions: engine.suggest(data.letters) })
})
tell({ kind: 'ready' })
