import { ADDRESS_BYTES, CHIP_TEXT_BYTES, TYPE_FLAG } from '../document/chip-layouts.ts'
import { decodeUtf16, rawField, trimPadding } from '../document/chip-text.ts'
import { PHOTO_BLOCK_BYTES } from '../document/chip-photo.ts'
import type { PartOf, SamCommandName } from '../protocol/sam-commands.ts'
import { encodeAddress } from '../simulator/card-encoder.ts'
import { cardOf, people } from '../simulator/people.ts'
import { placeholderPhoto } from '../simulator/photo-block.ts'

type PartName = PartOf<SamCommandName>
/** Makes bytes of the same length that say nothing of the person or the card they stand for. */
type Replace = (original: Uint8Array) => Uint8Array

/** A person who does not exist for each kind of document, so that a recording is decoded by the same rules as the card was. */
const standIns: Readonly<Record<string, string>> = { J: 'hk-resident', I: 'foreigner-2017', Y: 'foreigner-2023' }
const ORDINARY = 'wang-lei'
const ADDRESS = '北京市示例区替换路1号'
/** Version of the module and no more: date and serial numbers tell one reader from all others. */
const SAM_MODEL_BYTES = 4

const zeros: Replace = (original) => new Uint8Array(original.length)

function standInText(original: Uint8Array): Uint8Array {
  if (original.length !== CHIP_TEXT_BYTES) return zeros(original)
  const id = standIns[rawField(decodeUtf16(original), TYPE_FLAG)] ?? ORDINARY
  const person = people.find((each) => each.id === id)
  const card = person && cardOf(person)
  return card?.kind === 'identity' ? card.blocks.text : zeros(original)
}

function standInAddress(original: Uint8Array): Uint8Array {
  const isEmpty = trimPadding(decodeUtf16(original)) === ''
  return isEmpty || original.length !== ADDRESS_BYTES
    ? encodeAddress('').subarray(0, original.length)
    : encodeAddress(ADDRESS)
}

function maskedSamId(original: Uint8Array): Uint8Array {
  const masked = zeros(original)
  masked.set(original.subarray(0, SAM_MODEL_BYTES))
  return masked
}

/** What stands in a recording for each part of an answer. A part without a row here would not compile. */
export const syntheticParts: Readonly<Record<PartName, Replace>> = {
  samId: maskedSamId,
  manufacturer: zeros,
  serial: zeros,
  management: zeros,
  text: standInText,
  photo: (original) => (original.length === PHOTO_BLOCK_BYTES ? placeholderPhoto() : zeros(original)),
  fingerprints: zeros,
  address: standInAddress,
}
