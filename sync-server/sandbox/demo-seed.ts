import { readFileSync } from 'node:fs'
import { type Static, Type } from 'typebox'
import { PhoneNumber, Username } from '../contract/account.ts'
import { DateOnly, DocumentTypeSchema, Sex } from '../contract/document/index.ts'
import { isValid, parseJson } from '../platform/schema.ts'

/** A synthetic person of the sandbox; further members are handed through to whoever asks for the people. */
export const DemoPerson = Type.Object({
  id: Type.String({ minLength: 1 }),
  fullName: Type.String({ minLength: 1 }),
  documentType: DocumentTypeSchema,
  documentNumber: Type.String({ minLength: 5 }),
  sex: Sex,
  birthDate: DateOnly,
  validFrom: DateOnly,
  validUntil: Type.Union([DateOnly, Type.Literal('long-term')]),
  phoneNumber: Type.Optional(PhoneNumber),
  username: Type.Optional(Username),
  /** Whether an account is opened for this person's phone at the start. */
  hasAccount: Type.Optional(Type.Boolean()),
  /** The account's password until its owner changes it. */
  password: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9]{6,20}$' })),
  /** A document number that the account is bound to already; of the same type as the person's. */
  boundDocumentNumber: Type.Optional(Type.String({ minLength: 5 })),
  /** Makes the sandbox's population register fail for this person. */
  register: Type.Optional(Type.Union([Type.Literal('busy'), Type.Literal('unreachable')])),
})
export type DemoPerson = Static<typeof DemoPerson>

/** Reads the synthetic people: a list, or an object that has one under `people`. */
export function readDemoPeople(path: string): readonly DemoPerson[] {
  const content = parseJson(readFileSync(path, 'utf8'))
  const isWrapped = typeof content === 'object' && content !== null && 'people' in content
  const people: unknown = isWrapped ? content.people : content
  if (!isValid(Type.Array(DemoPerson), people)) throw new Error('HALL_DEMO_SEED holds no list of people')
  return people
}
