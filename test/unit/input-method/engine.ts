import { fileURLToPath } from 'node:url'
import { makeInputDictionary } from '../../../build/app/input-dictionary.ts'
import { readDictionary } from '../../../electron/input-method/dictionary.ts'
import { PinyinEngine } from '../../../electron/input-method/pinyin-engine.ts'

/** The dictionary that a kiosk carries, made as its build makes it. */
export const dictionary = readDictionary(
  makeInputDictionary(fileURLToPath(new URL('../../../node_modules', import.meta.url))),
)

export const engine = new PinyinEngine(dictionary)
export const textsFor = (letters: string): string[] => engine.suggest(letters).map(({ text }) => text)
