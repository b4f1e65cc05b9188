import { chipPhotoOf, type FacePerson } from '../../../native/simulator/camera/face-people.ts'
import type { FaceVerdict, Person, Question, Verdict } from '../../../sync-server/authorities/authority.port.ts'
import { normaliseDocumentNumber } from '../../../sync-server/contract/document/index.ts'
import { decideFace, defaultFacePolicy, limitsOf, shippedEngine } from '../../../sync-server/contract/face-limits.ts'
import type { AuthorityName } from '../../../sync-server/platform/authority-settings.ts'
import { factsOf, type RegisterFacts } from './facts.ts'
import type { FaceComparer } from './faces/face-comparer.ts'

/** A synthetic person as the registers know one. */
export interface RegisteredPerson {
  readonly fullName: string
  readonly documentType: string
  readonly documentNumber: string
  readonly phoneNumber?: string
  /** What the registers do when they are asked about this person, instead of answering. */
  readonly register?: 'busy' | 'unreachable'
  /** Whose photo the population register holds; without one it can compare no face. */
  readonly photo?: FacePerson
}

type Asked = Readonly<Record<string, string>>
type Rule = (asked: Asked, known: RegisterFacts) => Verdict

const written = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim()
const same =
  (...facts: readonly (keyof RegisterFacts)[]): Rule =>
  (asked, known) =>
    facts.every((fact) => asked[fact] === known[fact]) ? 'match' : 'mismatch'

const bankCard: Rule = (asked, known) => {
  const number = asked['bankCardNumber'] ?? ''
  if ([known.creditCardNumber, known.unlistedCreditCardNumber].includes(number)) return 'credit-card'
  return same('bankCardNumber', 'reservedPhone')(asked, known)
}

/** What each register compares, once name and document are right. */
export const rules: Readonly<Record<AuthorityName, Rule>> = {
  population: () => 'match',
  'social-security': same('socialCardNumber'),
  'housing-fund': same('fundAccount'),
  'driving-licence': same('licenceFileNumber'),
  alipay: same('paymentAccount'),
  'bank-union': bankCard,
}

/** The person with this document, whatever they are called. */
export function holderIn(people: readonly RegisteredPerson[], question: Person): RegisteredPerson | undefined {
  const number = normaliseDocumentNumber(question.documentNumber)
  return people.find(
    (person) =>
      normaliseDocumentNumber(person.documentNumber) === number && person.documentType === question.documentType,
  )
}

/** What a register says to a question. */
export function verdictOf(name: AuthorityName, person: RegisteredPerson | undefined, question: Question): Verdict {
  if (person === undefined || written(person.fullName) !== written(question.fullName)) return 'mismatch'
  return rules[name](question.facts, factsOf(person.documentNumber, person.phoneNumber))
}

/** The picture in a block of the simulated chips starts after its tag and its length. */
const BLOCK_HEADER_BYTES = 10

/** What the population register says about a face: by the photo that it holds, or not at all. A picture without a face is nobody's. */
export async function faceVerdictOf(
  comparer: FaceComparer,
  person: RegisteredPerson | undefined,
  { fullName, face }: { fullName: string; face: Uint8Array },
): Promise<FaceVerdict> {
  if (person?.photo === undefined || written(person.fullName) !== written(fullName)) return 'no-photo'
  const photo = chipPhotoOf(person.photo).subarray(BLOCK_HEADER_BYTES)
  const distance = await comparer.distance(photo, face)
  return distance === undefined ? 'no-match' : decideFace(distance, limitsOf(defaultFacePolicy, shippedEngine))
}
