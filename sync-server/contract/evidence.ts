import type { AccountRef } from './account.ts'
import type { AssuranceLevel } from './level.ts'
import type { IdentityDocument } from './document/index.ts'
import type { Attestation } from './staff.ts'
import type { LogEntry } from './flow/engine.ts'
import type { Flow } from './flow/language.ts'
import { stepOf } from './flow/engine.ts'
import type { OutputOf, StepKindName } from './flow/step-kinds.ts'

/** Everything that can support a level; kinds of the on-site flow. */
export const evidenceKinds = [
  'identity-consent',
  'face-consent',
  'document-chip',
  'document-zone',
  'document-typed',
  'face-match',
  'visual-match',
  'supervisor-approval',
  'signature',
  'attestation',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** Everything that an outside register can be asked about a person online; each supports a level of its own. */
export const onlineCheckKinds = [
  'real-name',
  'card-chip',
  'social-security',
  'housing-fund',
  'driving-licence',
  'alipay',
  'bank-card',
  'face',
] as const
export type OnlineCheckKind = (typeof onlineCheckKinds)[number]

/** One piece of evidence with the log entry that it stands in. */
export interface Evidence<K extends EvidenceKind = EvidenceKind> {
  readonly kind: K
  readonly at: string
  readonly step: string
}

/** A level with its reason: the only form in which a level is ever decided. */
export interface LevelDecision {
  readonly level: AssuranceLevel
  readonly because: string
}

/** The last logged output of a kind of step in a flow, typed by the kind. */
export function lastOutput<K extends StepKindName>(
  flow: Flow,
  log: readonly LogEntry[],
  kind: K,
): OutputOf<K> | undefined {
  const entry = log.findLast((e) => stepOf(flow, e.step)?.kind === kind)
  return entry?.output as OutputOf<K> | undefined
}

const OF_OUTCOME: Readonly<Partial<Record<StepKindName, Readonly<Record<string, EvidenceKind>>>>> = {
  'read-card': {
    read: 'document-chip',
    'read-without-photo': 'document-chip',
    'zone-read': 'document-zone',
    typed: 'document-typed',
  },
  'capture-face': { match: 'face-match' },
  'compare-by-eye': { 'same-person': 'visual-match' },
  'approve-exception': { approved: 'supervisor-approval' },
  sign: { signed: 'signature' },
  attest: { attested: 'attestation' },
}
const OF_CONSENT: Readonly<Record<string, EvidenceKind>> = { identity: 'identity-consent', face: 'face-consent' }

/** What a log contains as evidence, by its outcomes alone; whether each piece holds is the review's question. */
export function evidenceOf(flow: Flow, log: readonly LogEntry[]): readonly Evidence[] {
  return log.flatMap((entry) => {
    const step = stepOf(flow, entry.step)
    if (!step) return []
    const kind =
      step.kind === 'consent' && entry.outcome === 'agreed'
        ? OF_CONSENT[step.with['text'] ?? '']
        : OF_OUTCOME[step.kind as StepKindName]?.[entry.outcome]
    return kind ? [{ kind, at: entry.at, step: entry.step }] : []
  })
}

/** The account a log is about: the last account chosen or opened. */
export function accountOf(flow: Flow, log: readonly LogEntry[]): AccountRef | undefined {
  return lastOutput(flow, log, 'open-account')?.account ?? lastOutput(flow, log, 'find-account')?.account
}

/** The document that was read. */
export function documentOf(flow: Flow, log: readonly LogEntry[]): IdentityDocument | undefined {
  return lastOutput(flow, log, 'read-card')?.document
}

/** What came of reading a document: from its chip, from its machine-readable zone, or typed from its face. */
export type ChipRead = Extract<OutputOf<'read-card'>, { samId: string }>
export type ZoneRead = Extract<OutputOf<'read-card'>, { zone: readonly string[] }>

/** The chip that was read; nothing where the document has none. */
export function chipReadOf(flow: Flow, log: readonly LogEntry[]): ChipRead | undefined {
  const read = lastOutput(flow, log, 'read-card')
  return read && 'samId' in read ? read : undefined
}

/** Whence the data of the document come. */
export function documentSourceOf(flow: Flow, log: readonly LogEntry[]): 'chip' | 'zone' | 'typed' {
  const read = lastOutput(flow, log, 'read-card')
  if (!read || 'samId' in read) return 'chip'
  return 'zone' in read ? 'zone' : 'typed'
}

/** Every attestation in a log, in order, with the entries that it signs for. */
export function attestationsOf(
  flow: Flow,
  log: readonly LogEntry[],
): readonly { attestation: Attestation; before: readonly LogEntry[]; outcome: string }[] {
  return log.flatMap((entry, i) => {
    const kind = stepOf(flow, entry.step)?.kind
    if (kind !== 'attest' && kind !== 'approve-exception') return []
    const { attestation } = entry.output as OutputOf<'attest'>
    return [{ attestation, before: log.slice(0, i), outcome: entry.outcome }]
  })
}
