import { type Static, Type } from 'typebox'
import { canonicalJson } from '../contract/canonical-json.ts'
import { DocumentTypeSchema } from '../contract/document/index.ts'
import { isValid, parseJson } from '../platform/schema.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'

/** What an account keeps of the document that it is bound to; encrypted at rest. */
export const HolderSchema = Type.Object(
  { type: DocumentTypeSchema, documentNumber: Type.String(), fullName: Type.String() },
  { additionalProperties: false },
)
export type Holder = Static<typeof HolderSchema>

const placeOf = (accountId: string): string => `bindings/${accountId}/holder`

/** Encrypts the holder for the row of exactly this account. */
export function sealHolder(personal: PersonalData, accountId: string, holder: Holder): Buffer {
  return personal.seal(placeOf(accountId), canonicalJson(holder))
}

/** The holder in a binding. */
export function holderOf(personal: PersonalData, binding: { accountId: string; sealedHolder: Uint8Array }): Holder {
  const holder = parseJson(personal.open(placeOf(binding.accountId), binding.sealedHolder))
  if (!isValid(HolderSchema, holder)) throw new Error('a binding holds no holder')
  return holder
}
