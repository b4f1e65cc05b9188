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
}

/** Identifiers under the server's pepper. */
export function identifiersOf(personal: PersonalData): Identifiers {
  const document = (type: DocumentType, number: string): string =>
    personal.hash(`document/${type}`, normaliseDocumentNumber(number))
  return {
    phone: (phoneNumber) => personal.hash('phone', phoneNumber),
    username: (username) => personal.hash('username', username.toLowerCase()),
    email: (address) => personal.hash('email', address.toLowerCase()),
    document,
    anyDocument: (number) => documentTypes.map((type) => document(type, number)),
  }
}
