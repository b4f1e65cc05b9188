import type { EvidenceKind, LevelDecision } from '../contract/evidence.ts'

/** What stands behind every on-site verification, whichever way the holder was matched. */
const ALWAYS: readonly EvidenceKind[] = ['identity-consent', 'document-chip', 'signature', 'attestation']
/** The two ways to know that the person is the holder of the document; one of them is enough. */
const WAYS: readonly { readonly kinds: readonly EvidenceKind[]; readonly because: string }[] = [
  { kinds: ['face-consent', 'face-match'], because: 'document chip read on site, holder matched by face' },
  {
    kinds: ['visual-match', 'supervisor-approval'],
    because: 'document chip read on site, holder matched by two people',
  },
]

/** The only place that decides a level: the highest one only with the complete evidence of one way, never by parts. */
export function decideLevel(evidence: ReadonlySet<EvidenceKind>): LevelDecision {
  const missing = ALWAYS.filter((kind) => !evidence.has(kind))
  if (missing.length > 0) return { level: 'L1', because: `missing ${missing.join(', ')}` }
  const way = WAYS.find(({ kinds }) => kinds.every((kind) => evidence.has(kind)))
  return way ? { level: 'L4', because: way.because } : { level: 'L1', because: 'holder not matched with the document' }
}
