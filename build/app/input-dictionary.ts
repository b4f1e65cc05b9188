import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pinyin } from 'pinyin-pro'
import type { Plugin } from 'vite'

/** Where the words lie: 348 thousand with their reading and how often they occur. */
const WORDS = '@pinyin-pro/data/json/complete.json'
const WORDS_KEPT = 40_000
const LONGEST_WORD = 4
/** All Han characters; those without a reading are left out. */
const BLOCKS = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0x20000, 0x323af],
] as const
/** The frequency that the data gives to a word that was met once. */
const ONE_OCCURRENCE = 1e-12
/** How often a reading counts that no word has. */
const SELDOM = 0.2

type Counts = Map<string, Map<string, number>>
type Word = readonly [text: string, syllables: readonly string[], frequency: number]

const known = new Map<string, string>()

/** `lǜ` as a keyboard types it: lv. */
function inLetters(syllable: string): string {
  const letters =
    known.get(syllable) ??
    syllable
      .normalize('NFD')
      .replace(/u\u0308/g, 'v')
      .replace(/\p{M}/gu, '')
  known.set(syllable, letters)
  return letters
}

function readWords(packages: string): Word[] {
  const all = JSON.parse(readFileSync(join(packages, WORDS), 'utf8')) as Record<string, [string, number]>
  return Object.entries(all)
    .map(([text, [reading, frequency]]): Word => [text, reading.split(' ').map(inLetters), frequency])
    .filter(([text, syllables]) => /^\p{Script=Han}+$/u.test(text) && [...text].length === syllables.length)
}

function add(counts: Counts, [reading, text]: readonly [string, string], count: number): void {
  const texts = counts.get(reading) ?? new Map<string, number>()
  texts.set(text, (texts.get(text) ?? 0) + count)
  counts.set(reading, texts)
}

/** Every Han character that has a reading, with its readings. */
function* readCharacters(): Generator<readonly [character: string, readings: ReadonlySet<string>, isSeldom: boolean]> {
  for (const code of BLOCKS.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))) {
    const character = String.fromCodePoint(code)
    const readings = pinyin(character, { multiple: true, type: 'array' }).filter((each) => each !== character)
    yield [character, new Set(readings.map(inLetters)), code < 0x4e00 || code > 0xffff]
  }
}

/** How often each character is read in which way, counted over the words that contain it. */
function countCharacters(words: readonly Word[]): Counts {
  const counts: Counts = new Map()
  for (const [character, readings, isSeldom] of readCharacters())
    for (const reading of readings) add(counts, [reading, character], isSeldom ? SELDOM / 4 : SELDOM)
  const readings = words.flatMap(([text, syllables, frequency]) =>
    [...text].map((character, index) => [syllables[index] ?? '', character, frequency / ONE_OCCURRENCE] as const),
  )
  for (const [reading, character, count] of readings)
    if (counts.get(reading)?.has(character)) add(counts, [reading, character], count)
  return counts
}

function countWords(words: readonly Word[]): Counts {
  const counts: Counts = new Map()
  const many = words
    .filter(([, syllables]) => syllables.length > 1 && syllables.length <= LONGEST_WORD)
    .sort((a, b) => b[2] - a[2])
    .slice(0, WORDS_KEPT)
  for (const [text, syllables, frequency] of many) add(counts, [syllables.join("'"), text], frequency)
  return counts
}

function costs(counts: Counts): [string, Record<string, number>][] {
  const total = [...counts.values()].flatMap((texts) => [...texts.values()]).reduce((sum, count) => sum + count, 0)
  return [...counts].map(([reading, texts]) => {
    const sorted = [...texts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    return [
      reading,
      Object.fromEntries(sorted.map(([text, count]) => [text, Math.round(-10 * Math.log(count / total))])),
    ]
  })
}

/** The dictionary of the on-screen keyboard as JSON (`DictionaryFile`): characters by syllable, words by syllables. */
export function makeInputDictionary(packages: string): string {
  const words = readWords(packages)
  return JSON.stringify(Object.fromEntries([...costs(countCharacters(words)), ...costs(countWords(words))]))
}

/** Lays the dictionary beside the process that reads it. */
export function inputDictionary(packages: string, file: string): Plugin {
  return {
    name: 'hall-input-dictionary',
    writeBundle: () => {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, makeInputDictionary(packages))
    },
  }
}
