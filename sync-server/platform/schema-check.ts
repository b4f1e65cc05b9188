import type { TSchema } from 'typebox'
import { Check } from 'typebox/value'

/** Says of a value whether it has a shape. */
export type Predicate = (value: unknown) => boolean
type Words = Readonly<Record<string, unknown>>

/** The members of a schema that say something about values; the rest describe. */
const SPEAKING = /^(?!~|\$|title$|description$|default$|examples$)/
const SIMPLE_TEXT = /^[\x20-\x7e]*$/

const wordsOf = (schema: TSchema): Words => schema as unknown as Words
const keysOf = (words: Words): string[] => Object.keys(words).filter((key) => SPEAKING.test(key))
const knowsOnly = (words: Words, keys: readonly string[]): boolean => keysOf(words).every((key) => keys.includes(key))
const bound = (words: Words, key: string, otherwise: number): number =>
  typeof words[key] === 'number' ? words[key] : otherwise

function textCheck(schema: TSchema, words: Words): Predicate | undefined {
  if (!knowsOnly(words, ['type', 'pattern', 'minLength', 'maxLength'])) return undefined
  const pattern = typeof words['pattern'] === 'string' ? new RegExp(words['pattern'], 'u') : undefined
  const min = bound(words, 'minLength', 0)
  const max = bound(words, 'maxLength', Number.POSITIVE_INFINITY)
  return (value) => {
    if (typeof value !== 'string') return false
    if (pattern && !pattern.test(value)) return false
    // What a reader sees as one character may be several units: only then does the library have to count.
    if (value.length <= max && (min <= 1 || SIMPLE_TEXT.test(value))) return value.length >= min
    return Check(schema, value)
  }
}

function numberCheck(words: Words): Predicate | undefined {
  if (!knowsOnly(words, ['type', 'minimum', 'maximum'])) return undefined
  const isNumber = words['type'] === 'integer' ? Number.isInteger : Number.isFinite
  const min = bound(words, 'minimum', Number.NEGATIVE_INFINITY)
  const max = bound(words, 'maximum', Number.POSITIVE_INFINITY)
  return (value) => isNumber(value) && (value as number) >= min && (value as number) <= max
}

function listCheck(words: Words): Predicate | undefined {
  if (!knowsOnly(words, ['type', 'items', 'minItems', 'maxItems'])) return undefined
  const item = checkOf(words['items'] as TSchema)
  const min = bound(words, 'minItems', 0)
  const max = bound(words, 'maxItems', Number.POSITIVE_INFINITY)
  return (value) =>
    Array.isArray(value) && value.length >= min && value.length <= max && value.every((one) => item(one))
}

function objectCheck(words: Words): Predicate | undefined {
  if (!knowsOnly(words, ['type', 'properties', 'required', 'additionalProperties'])) return undefined
  const isClosed = words['additionalProperties'] === false
  if (!isClosed && words['additionalProperties'] !== undefined) return undefined
  const members = new Map(
    Object.entries((words['properties'] ?? {}) as Record<string, TSchema>).map(([name, part]) => [name, checkOf(part)]),
  )
  const required = (words['required'] ?? []) as readonly string[]
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const given = value as Words
    if (!required.every((name) => Object.hasOwn(given, name))) return false
    return Object.keys(given).every((name) => {
      const check = members.get(name)
      if (!check) return !isClosed
      return (given[name] === undefined && !required.includes(name)) || check(given[name])
    })
  }
}

function plainCheck(schema: TSchema, words: Words): Predicate | undefined {
  if (words['type'] === 'object') return objectCheck(words)
  if (words['type'] === 'array') return listCheck(words)
  if (words['type'] === 'string' && !('const' in words)) return textCheck(schema, words)
  if ((words['type'] === 'integer' || words['type'] === 'number') && !('const' in words)) return numberCheck(words)
  if (words['type'] === 'boolean' && knowsOnly(words, ['type'])) return (value) => typeof value === 'boolean'
  return undefined
}

function choiceCheck(words: Words): Predicate | undefined {
  if ('const' in words && knowsOnly(words, ['type', 'const']) && typeof words['const'] !== 'object') {
    return (value) => value === words['const']
  }
  if ('enum' in words && knowsOnly(words, ['enum'])) {
    const allowed = new Set(words['enum'] as readonly unknown[])
    return (value) => allowed.has(value)
  }
  if (!('anyOf' in words) || !knowsOnly(words, ['anyOf'])) return undefined
  const ways = (words['anyOf'] as readonly TSchema[]).map(checkOf)
  return (value) => ways.some((way) => way(value))
}

/**
 * Turns a schema into a chain of plain functions: as strict as the library's own check and many times faster, without
 * generating code. Words that it does not know it leaves to the library.
 */
export function checkOf(schema: TSchema): Predicate {
  const words = wordsOf(schema)
  if (keysOf(words).length === 0) return () => true
  return choiceCheck(words) ?? plainCheck(schema, words) ?? ((value) => Check(schema, value))
}
