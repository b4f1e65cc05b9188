import { type DocumentType, documentTypes, normaliseDocumentNumber } from '../contract/document/index.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'

/** The keyed hashes under which an account can be found. */
export interface Identifiers {
  phone(phoneNumber: string): string
  /** User names differ only by their letters, not by capitals. */
  username(username: string): string
  /** Addresses are compared without capitals, as mail does in practice. */
  email(address: string): string
  document(type: DocumentType, documentNumber: string): string
  /** A number typed without its type may be any document's. */
  anyDocument(documentNumber: string): readonly string[]
  /** What is typed to sign in: a phone has 11 digits, a user name begins with a letter, all else is a resident ID number. */
  accountName(name: string): string
}

/** Identifiers under the server's pepper. */
export function identifiersOf(personal: PersonalData): Identifiers {
  const document = (type: DocumentType, number: string): string =>
    personal.hash(`document/${type}`, normaliseDocumentNumber(number))
  const phone = (phoneNumber: string): string => personal.hash('phone', phoneNumber)
  const username = (name: string): string => personal.hash('username', name.toLowerCase())
  return {
    phone,
    username,
    accountName(name) {
      if (/^1\d{10}$/.test(name)) return phone(name)
      return /^[A-Za-z]/.test(name) ? username(name) : document('resident-id-card', name)
    },
    email: (address) => personal.hash('email', address.toLowerCase()),
    document,
    anyDocument: (number) => documentTypes.map((type) => document(type, number)),
  }
}
