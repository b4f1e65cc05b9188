import { type Static, Type } from 'typebox'
import { HolderSchema } from '../claims/claims.service.ts'
import { AppealProof, AppealText, type AppealView } from '../contract/appeal.ts'
import { canonicalJson } from '../contract/canonical-json.ts'
import { onlineCheckKinds } from '../contract/evidence.ts'
import { object } from '../contract/shape.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import { isValid, parseJson } from '../platform/schema.ts'
import type { AppealRow } from './appeals.repository.ts'

/** What a case keeps of the person: the claim as a register confirmed it, and the appellant's own words; encrypted at rest. */
const Content = object({
  claim: object({ kind: Type.Enum(onlineCheckKinds), authority: Type.String(), holder: HolderSchema }),
  words: AppealText,
})
export type Content = Static<typeof Content>

const claimAt = (number: string): string => `appeals/${number}/claim`
const answerAt = (number: string): string => `appeals/${number}/answer`

/** Encrypts a case's content for the row of exactly this case. */
export function sealContent(personal: PersonalData, number: string, content: Content): Buffer {
  return personal.seal(claimAt(number), canonicalJson(content))
}

/** The content of a case. */
export function contentOf(personal: PersonalData, { number, sealedClaim }: AppealRow): Content {
  const content = parseJson(personal.open(claimAt(number), sealedClaim))
  if (!isValid(Content, content)) throw new Error('an appeal holds no claim')
  return content
}

/** Encrypts what staff answered. */
export function sealAnswer(personal: PersonalData, number: string, answer: string): Buffer {
  return personal.seal(answerAt(number), answer)
}

/** What an appellant says can be shown. */
export function proofsOf({ proofs }: AppealRow): Static<typeof AppealProof>[] {
  const list = parseJson(proofs)
  if (!isValid(Type.Array(AppealProof), list)) throw new Error('an appeal holds no proofs')
  return list
}

/** A case as its appellant sees it. */
export function viewOf(personal: PersonalData, row: AppealRow): AppealView {
  const { number, state, reason, openedAt, decidedAt, sealedAnswer } = row
  return {
    ...{ number, state, reason, openedAt },
    ...(decidedAt === null ? {} : { decidedAt }),
    ...(sealedAnswer === null ? {} : { answer: personal.open(answerAt(number), sealedAnswer) }),
  }
}
