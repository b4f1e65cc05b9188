import type { Static, TSchema } from 'typebox'
import { Check } from 'typebox/value'

/** Whether a value from outside is exactly what the schema says: nothing converted, nothing removed. */
export function isValid<T extends TSchema>(schema: T, value: unknown): value is Static<T> {
  return Check(schema, value)
}

/** Parses JSON text; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
