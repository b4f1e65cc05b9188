import type { IdentityDocument } from '../../sync-server/contract/document/document-type.ts'
import { DeviceError } from '../device-error.ts'
import { ADDRESS_BYTES, CHIP_TEXT_BYTES, TYPE_FLAG } from './chip-layouts.ts'
import { decodeUtf16, rawField, refuse, trimPadding } from './chip-text.ts'
import { decodeForeignCard2017, decodeForeignCard2023 } from './foreign-resident-card.ts'
import { decodeResidencePermit } from './residence-permit.ts'
import { decodeResidentIdCard } from './resident-id-card.ts'

const decoders: Readonly<Record<string, (text: string) => IdentityDocument>> = {
  J: decodeResidencePermit,
  I: decodeForeignCard2017,
  Y: decodeForeignCard2023,
  ' ': decodeResidentIdCard,
  '\0': decodeResidentIdCard,
}

/** A flag that came after this program: the resident layout is tried, and only if it fails is the type unknown. */
function decodeUnknownFlag(text: string): IdentityDocument {
  try {
    return decodeResidentIdCard(text)
  } catch (cause) {
    throw new DeviceError('card.type-unknown', { cause })
  }
}

/**
 * Decodes the 256-byte text of a chip. Rejects with `card.content-invalid` or `card.type-unknown`; says nothing about
 * whether the document may be relied on.
 */
export function decodeDocument(chipText: Uint8Array): IdentityDocument {
  if (chipText.length !== CHIP_TEXT_BYTES) return refuse('text length')
  const text = decodeUtf16(chipText)
  const decode = decoders[rawField(text, TYPE_FLAG)] ?? decodeUnknownFlag
  return decode(text)
}

/** The document with the newest address that was appended to the card; types without an address keep none. */
export function withNewAddress(document: IdentityDocument, addressBlock: Uint8Array): IdentityDocument {
  const registeredAddress = trimPadding(decodeUtf16(addressBlock.subarray(0, ADDRESS_BYTES)))
  if (registeredAddress === '' || document.type === 'foreign-permanent-resident-id-card') return document
  return { ...document, registeredAddress }
}
