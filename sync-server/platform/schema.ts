import type { Static, TSchema } from 'typebox'
import { checkOf, type Predicate } from './schema-check.ts'

const prepared = new WeakMap<TSchema, Predicate>()

/** Whether a value from outside is exactly what the schema says: nothing converted, nothing removed. */
export function isValid<T extends TSchema>(schema: T, value: unknown): value is Static<T> {
  const known = prepared.get(schema)
  if (known) return known(value)
  const check = checkOf(schema)
  prepared.set(schema, check)
  return check(value)
}

/** Parses JSON text; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
