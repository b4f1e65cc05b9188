import type { PersonalData } from '../platform/keys/personal-data.ts'

/** What an account keeps encrypted in its own row, each column for exactly its place. */
export type SealedColumn = 'phone' | 'username' | 'profile'

/** Encrypts and reads the columns of one account; what was sealed for another row or column does not open. */
export function sealedColumns(personal: PersonalData, accountId: string) {
  const placeOf = (column: SealedColumn): string => `accounts/${accountId}/${column}`
  return {
    seal: (column: SealedColumn, text: string): Buffer => personal.seal(placeOf(column), text),
    open: (column: SealedColumn, sealed: Uint8Array): string => personal.open(placeOf(column), sealed),
  }
}
