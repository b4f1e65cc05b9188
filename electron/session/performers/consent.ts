import { consentTexts } from '../../../sync-server/contract/consent-texts.ts'
import { digestOf } from '../digests.ts'
import { complete, type Performance, type Scene } from '../performance.ts'

/** 知情同意: what was agreed to is logged as the digest of the very words that were shown. */
export function consent({ step }: Scene<'consent'>): Performance<'consent'> {
  const text = consentTexts[step.with['text'] ?? '']
  if (!text) throw new Error(`no consent text for ${step.id}`)
  const { id: textId, version, title, paragraphs, isRefusable } = text
  return {
    enter: () => ({ textId, version, title, paragraphs: [...paragraphs], isRefusable }),
    answer: ({ isAgreed }) => complete(isAgreed ? 'agreed' : 'declined', { textId, version, digest: digestOf(text) }),
  }
}
