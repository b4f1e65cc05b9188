import type { EvidenceKind, LevelDecision, OnlineCheckKind } from '../contract/evidence.ts'
import { type AssuranceLevel, reaches } from '../contract/level.ts'

/** What stands behind every on-site verification, whatever the document and whichever way the holder was matched. */
const ALWAYS: readonly EvidenceKind[] = ['identity-consent', 'signature', 'attestation']
/** Whence the data of the document come; exactly one of them. */
const SOURCES: readonly EvidenceKind[] = ['document-chip', 'document-zone', 'document-typed']
const TWO_PEOPLE: readonly EvidenceKind[] = ['visual-match', 'supervisor-approval']

/**
 * The ways to know that the person is the holder of the document, with what each supports. Only a chip has a photo that a
 * face can be compared with; what was typed rests on the word of staff alone and never reaches the highest level.
 */
const WAYS = [
  {
    kinds: ['document-chip', 'face-consent', 'face-match'],
    level: 'L4',
    because: 'document chip read on site, holder matched by face',
  },
  {
    kinds: ['document-chip', ...TWO_PEOPLE],
    level: 'L4',
    because: 'document chip read on site, holder matched by two people',
  },
  {
    kinds: ['document-zone', ...TWO_PEOPLE],
    level: 'L4',
    because: 'machine-readable zone read on site, document and holder matched by two people',
  },
  {
    kinds: ['document-typed', ...TWO_PEOPLE],
    level: 'L3',
    because: 'document typed by staff on site, document and holder matched by two people',
  },
] as const satisfies readonly (LevelDecision & { readonly kinds: readonly EvidenceKind[] })[]

/** What a check with an outside register supports, by kind of check. */
const ONLINE = {
  'real-name': { level: 'L2', because: 'name and number belong together, said the register' },
  'card-chip': {
    level: 'L2',
    because: 'document chip read at a terminal, name and number belong together, said the register',
  },
  'social-security': { level: 'L2', because: 'holder and card belong together, said the social security register' },
  'housing-fund': { level: 'L2', because: 'holder and fund belong together, said the housing fund register' },
  'driving-licence': { level: 'L2', because: 'holder and licence belong together, said the licence register' },
  alipay: { level: 'L2', because: 'holder and payment account belong together, said the payment provider' },
  'bank-card': { level: 'L3', because: 'holder, debit card and reserved phone belong together, said the bank union' },
  face: { level: 'L3', because: 'live face matched with the photo that the authority holds' },
} as const satisfies Record<OnlineCheckKind, LevelDecision>

/** The level that one check with a register gives; it says that the person exists, never that the person is here. */
export function decideOnline<K extends OnlineCheckKind>(kind: K): (typeof ONLINE)[K] {
  return ONLINE[kind]
}

/** What several grants give together: the highest of them, the lowest level without any. A later, lower one takes nothing away. */
export function highestOf(levels: readonly AssuranceLevel[]): AssuranceLevel {
  return levels.reduce((highest, level) => (reaches(highest, level) ? highest : level), 'L1')
}

/** The only place that decides a level on site: only with the complete evidence of one way, never by parts. */
export function decideLevel(evidence: ReadonlySet<EvidenceKind>): LevelDecision {
  const missing = ALWAYS.filter((kind) => !evidence.has(kind))
  if (missing.length > 0) return { level: 'L1', because: `missing ${missing.join(', ')}` }
  const sources = SOURCES.filter((kind) => evidence.has(kind))
  if (sources.length !== 1) return { level: 'L1', because: `not one document but ${sources.join(', ') || 'none'}` }
  const way = WAYS.find(({ kinds }) => kinds.every((kind) => evidence.has(kind)))
  if (!way) return { level: 'L1', because: 'holder not matched with the document' }
  return { level: way.level, because: way.because }
}
