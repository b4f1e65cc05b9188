import { documentTypeName, type IdentityDocument } from '../../../sync-server/contract/document/document-type.ts'
import type { TravelDocument } from '../../../sync-server/contract/document/index.ts'
import { maskDocumentNumber } from '../../../sync-server/contract/mask.ts'
import { calendarDay, dotted, groupNumber } from '../../shared/format.ts'
import { stepTexts } from './step-texts.ts'
import { travelTexts } from './travel-texts.ts'

const words = stepTexts.readCard
const fact = (label: string, value: string | undefined) => (value === undefined ? [] : [{ label, value }])

/** `2016.01.05 – 长期`. */
export function validityOf(document: IdentityDocument): string {
  const until = document.validUntil === 'long-term' ? words.longTerm : dotted(document.validUntil)
  return `${dotted(document.validFrom)} – ${until}`
}

/** What helps to compare a face: the members of a document that one can see on a person, and whether it is still good. */
export function faceFacts(document: IdentityDocument) {
  const whole = documentFacts(document)
  const seen: readonly string[] = [words.sex, words.ethnicGroup, words.nationality, words.birthDate, words.validity]
  return { ...whole, facts: whole.facts.filter((fact) => seen.includes(fact.label)) }
}

/** What a zone says, in the order of the document's face; its number is what the clerk compares. */
export function zoneFacts(zone: TravelDocument) {
  return {
    typeName: documentTypeName[zone.type],
    facts: [
      ...fact(words.romanizedName, zone.romanizedName),
      ...fact(words.documentNumber, zone.documentNumber),
      ...fact(words.sex, words.sexes[zone.sex]),
      ...fact(words.nationality, zone.nationality),
      ...fact(words.birthDate, calendarDay(zone.birthDate)),
      ...fact(travelTexts.validUntil, dotted(zone.validUntil)),
    ],
  }
}

/** A document as the clerk's panel shows it: what it carries, in the order of its face. */
export function documentFacts(document: IdentityDocument) {
  return {
    name: document.fullName,
    typeName: documentTypeName[document.type],
    number: {
      label: words.documentNumber,
      masked: groupNumber(maskDocumentNumber(document.documentNumber)),
      plain: groupNumber(document.documentNumber),
    },
    facts: [
      ...fact(words.romanizedName, document.romanizedName),
      ...fact(words.sex, words.sexes[document.sex]),
      ...fact(words.ethnicGroup, document.ethnicGroup),
      ...fact(words.nationality, document.nationality),
      ...fact(words.birthDate, calendarDay(document.birthDate)),
      ...fact(words.registeredAddress, document.registeredAddress),
      ...fact(words.issuingAuthority, document.issuingAuthority),
      ...fact(words.validity, validityOf(document)),
      ...fact(words.permitNumber, document.permitNumber),
    ],
  }
}
