import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fields } from '../../../sync-server/contract/field.ts'
import { givenCharacters } from '../../../electron/input-method/names/given-characters.ts'
import { nameElements } from '../../../electron/input-method/names/name-elements.ts'
import { madeOf, rareCharacters } from '../../../electron/input-method/names/rare-characters.ts'
import { surnameReadings, surnames } from '../../../electron/input-method/names/surnames.ts'
import { PinyinEngine } from '../../../electron/input-method/pinyin-engine.ts'
import { dictionary, engine, textsFor } from './engine.ts'
import { otherNames, rareNameCharacters, usualNames } from './names.ts'

/** Candidates that fit the bar at once on the narrower of the two screens. */
const AT_ONCE = 7
const letters = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz', "'"), maxLength: 60 })
const places = (list: readonly (readonly [string, string])[]): number[] =>
  list.map(([text, typed]) => textsFor(typed).indexOf(text))
const within = (list: readonly number[], most: number): number =>
  list.filter((place) => place >= 0 && place < most).length / list.length

function recall(name: string, list: readonly (readonly [string, string])[]) {
  const found = places(list)
  const share = { first: within(found, 1), atOnce: within(found, AT_ONCE), anywhere: within(found, 60) }
  console.log(JSON.stringify({ name, of: list.length, ...share }))
  return share
}

describe('names typed as one word', () => {
  test('usual ones stand among the candidates that are seen at once', () => {
    const share = recall('recall-usual-names', usualNames)
    expect(share.first).toBeGreaterThanOrEqual(0.6)
    expect(share.atOnce).toBeGreaterThanOrEqual(0.95)
    expect(share.anywhere).toBe(1)
  })

  test('those that were not Chinese first, too', () => {
    const share = recall('recall-other-names', otherNames)
    expect(share.first).toBeGreaterThanOrEqual(0.8)
    expect(share.anywhere).toBe(1)
  })

  test.each([
    ['an apostrophe parts syllables', "xi'an", '西安', 'xian', '先'],
    ['either spelling of ü', 'lvbu', '吕布', 'lyubu', '吕布'],
    ['what is only begun', 'zhangw', '张伟', 'zw', '张伟'],
    ['words that are no names', 'nihao', '你好', 'beijing', '北京'],
  ])('%s', (_fact, typed, text, otherwise, other) => {
    expect(textsFor(typed)).toContain(text)
    expect(textsFor(otherwise)).toContain(other)
  })

  test('a double surname can be chosen before the rest, and says how many letters it uses', () => {
    expect(engine.suggest('ouyangnana')).toContainEqual({ text: '欧阳', uses: 'ouyang'.length })
    expect(engine.suggest("ou'yang'nana")).toContainEqual({ text: '欧阳', uses: "ou'yang'".length })
  })
})

describe('rare characters', () => {
  test('of names are among the first sixty of their reading, many of them at once', () => {
    const share = recall('recall-rare-characters', rareNameCharacters)
    expect(share.atOnce).toBeGreaterThanOrEqual(0.3)
    expect(share.anywhere).toBe(1)
  })

  test.each(Object.entries(madeOf))('%s is found by what it is made of: %s', (character, parts) => {
    expect(textsFor(parts.replaceAll("'", ''))).toContain(character)
    expect(textsFor(parts)).toContain(character)
  })

  test('however rare, each is reached by its reading: every leading apostrophe shows sixty more', () => {
    const pagesOf = (syllable: string): string[] => {
      const reached = textsFor(syllable)
      for (let lead = "'"; textsFor(lead + syllable).length > 0; lead += "'") reached.push(...textsFor(lead + syllable))
      return reached
    }
    for (const syllable of dictionary.syllables) {
      const reached = new Set(pagesOf(syllable))
      const missing = dictionary.textsOf(syllable).filter(({ text }) => !reached.has(text))
      expect(missing, syllable).toEqual([])
    }
  })

  test('further pages repeat nothing', () => {
    const pages = ['yi', "'yi", "''yi"].flatMap(textsFor)
    expect(new Set(pages).size).toBe(pages.length)
    expect(engine.suggest("'yi").every(({ uses }) => uses === 2)).toBe(true)
  })
})

describe('the tables of names', () => {
  test('every surname can be read', () => {
    const told = Object.values(surnameReadings).flatMap((readings) => readings.flatMap((each) => each.split("'")))
    expect(told.filter((each) => !dictionary.syllables.has(each))).toEqual([])
    expect(surnames.filter((surname) => ![...surname].every(isReadable))).toEqual([])
    expect(Object.keys(surnameReadings).filter((surname) => !surnames.includes(surname))).toEqual([])
  })

  test.each([
    ['given', givenCharacters],
    ['rare', rareCharacters],
    ['made of others', Object.keys(madeOf)],
  ])('every %s character is one character, once, that can be read', (_name, list) => {
    expect(list.filter((each) => [...each].length !== 1 || !isReadable(each))).toEqual([])
    expect(new Set(list).size).toBe(list.length)
  })

  test('every element of a name has as many syllables as characters', () => {
    const wrong = nameElements.filter(([text, reading]) => {
      const syllables = reading.split("'")
      return syllables.length !== text.length || syllables.some((each) => !dictionary.syllables.has(each))
    })
    expect(wrong).toEqual([])
  })

  test('what is offered may stand in the field', () => {
    const offered = usualNames.flatMap(([, typed]) => textsFor(typed)).filter((text) => [...text].length > 1)
    expect(offered.filter((text) => fields.fullName.fault(text) !== undefined)).toEqual([])
  })
})

describe('an answer', () => {
  test('has at most sixty candidates, each once, each using some of the letters', () => {
    fc.assert(
      fc.property(letters, (typed) => {
        const answer = engine.suggest(typed)
        expect(answer.length).toBeLessThanOrEqual(60)
        expect(new Set(answer.map(({ text }) => text)).size).toBe(answer.length)
        const behind = typed.replace(/^'+/, '').length
        for (const { text, uses } of answer) {
          expect(text).toMatch(/^\p{Script=Han}+$/u)
          expect(uses).toBeGreaterThan(0)
          expect(uses).toBeLessThanOrEqual(behind)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('does not depend on what was typed before: an engine that has served many answers like a new one', () => {
    const served = new PinyinEngine(dictionary)
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 4 }), fc.constantFrom(...usualNames), (before, [, typed]) => {
        for (const each of [...before, typed, typed]) served.suggest(each)
        expect(served.suggest(typed)).toEqual(new PinyinEngine(dictionary).suggest(typed))
      }),
      { numRuns: 20 },
    )
  })

  test.each([
    ['capital', 'Zhang'],
    ['digit', 'zhang1'],
    ['Han', '张'],
    ['blank', 'zhang wei'],
    ['line', 'zhang\n'],
    ['length', 'a'.repeat(61)],
  ])('to letters with a wrong %s is empty', (_what, typed) => expect(engine.suggest(typed)).toEqual([]))
  test('to nothing is nothing', () => expect(['', "'", "''''"].flatMap((typed) => engine.suggest(typed))).toEqual([]))
})

function isReadable(character: string): boolean {
  return [...dictionary.syllables].some((syllable) =>
    dictionary.textsOf(syllable).some(({ text }) => text === character),
  )
}
