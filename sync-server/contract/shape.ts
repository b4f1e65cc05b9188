import { Type } from 'typebox'

const closed = { additionalProperties: false } as const

/** An object with these members and no others. */
export const object = <T extends Parameters<typeof Type.Object>[0]>(members: T) => Type.Object(members, closed)

/** One of these words. */
export const oneOf = <const T extends string[]>(...words: T) => Type.Enum<T>(words)
