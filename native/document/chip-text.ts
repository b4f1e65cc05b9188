import { Buffer } from 'node:buffer'
import type { Sex } from '../../sync-server/contract/document/document-type.ts'
import { DeviceError } from '../device-error.ts'
import type { Span } from './chip-layouts.ts'

const CHAR_BYTES = 2
/** How a card writes that it never expires. */
export const LONG_TERM = '长期'

/** GB/T 2261.1. */
export const sexCodes: Readonly<Record<string, Sex>> = { 0: 'unknown', 1: 'male', 2: 'female', 9: 'unspecified' }

/** UTF-16LE bytes as text, one string unit for every two bytes. */
export function decodeUtf16(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le')
}

/** Without the padding; spaces inside a name stay. Cards pad with spaces, some issuers with NUL. */
export function trimPadding(text: string): string {
  let end = text.length
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\0')) end--
  return text.slice(0, end)
}

/** The untrimmed text of a field. */
export function rawField(text: string, [offset, bytes]: Span): string {
  return text.slice(offset / CHAR_BYTES, (offset + bytes) / CHAR_BYTES)
}

/** All fields of a layout by name, without padding. */
export function readFields<Name extends string>(
  text: string,
  layout: Readonly<Record<Name, Span>>,
): Record<Name, string> {
  const fields: Partial<Record<Name, string>> = {}
  for (const name in layout) fields[name] = trimPadding(rawField(text, layout[name]))
  return fields as Record<Name, string>
}

/** Refuses the card with `card.content-invalid`; says which field, never what it holds. */
export function refuse(field: string): never {
  throw new DeviceError('card.content-invalid', { cause: new Error(`${field} cannot be decoded`) })
}

/** A field that no document can be without. */
export function required(field: string, text: string): string {
  return text === '' ? refuse(field) : text
}

/** `YYYYMMDD` as `YYYY-MM-DD`. Whether such a day exists is for the document check to say. */
export function dateOf(field: string, digits: string): string {
  if (!/^\d{8}$/.test(digits)) return refuse(field)
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

/** An end of validity: a date, or `long-term`. */
export function validUntilOf(digits: string): string {
  return digits === LONG_TERM ? 'long-term' : dateOf('validUntil', digits)
}

/** Sex by its code; a code outside the standard cannot be decoded. */
export function sexOf(code: string): Sex {
  return sexCodes[code] ?? refuse('sex')
}

/** Only the fields that hold something: a document leaves out what it does not carry. */
export function present<Name extends string>(fields: Readonly<Record<Name, string>>): Partial<Record<Name, string>> {
  const held: Partial<Record<Name, string>> = {}
  for (const name in fields) if (fields[name] !== '') held[name] = fields[name]
  return held
}
