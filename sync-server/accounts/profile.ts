import { type Static, Type } from 'typebox'
import { canonicalJson } from '../contract/canonical-json.ts'
import { object } from '../contract/shape.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import { isValid, parseJson } from '../platform/schema.ts'
import { sealedColumns } from './sealed-columns.ts'

/** What an account keeps besides its name, phone and document; encrypted at rest as one. */
const Profile = object({
  email: Type.Optional(Type.String()),
  ethnicGroupCode: Type.Optional(Type.String()),
})
export type Profile = Static<typeof Profile>

/** Encrypts the profile for the row of exactly this account. */
export function sealProfile(personal: PersonalData, accountId: string, profile: Profile): Buffer {
  return sealedColumns(personal, accountId).seal('profile', canonicalJson(profile))
}

/** The profile in an account; empty where nothing was said yet. */
export function profileOf(
  personal: PersonalData,
  account: { readonly id: string; readonly sealedProfile: Uint8Array | null },
): Profile {
  if (account.sealedProfile === null) return {}
  const profile = parseJson(sealedColumns(personal, account.id).open('profile', account.sealedProfile))
  if (!isValid(Profile, profile)) throw new Error('an account holds no profile')
  return profile
}
