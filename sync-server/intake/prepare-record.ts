import type { KeyObject } from 'node:crypto'
import { evidenceOf, lastOutput } from '../contract/evidence.ts'
import { type Flow, stepOf } from '../contract/flow/index.ts'
import type { OutputOf } from '../contract/flow/index.ts'
import type { AttachmentName } from '../contract/sealed-record.ts'
import type { SessionLog } from '../contract/session-log.ts'
import type { ServerKeys } from '../platform/keys/server-keys.ts'
import type { StoredEvidence } from '../levels/levels.service.ts'
import { checkAttestations, type SignedStatement } from './check-attestations.ts'
import { type OpenAttachment, openAttachment, openRecord } from './open-record.ts'
import type { ReadRecord } from './read-record.ts'
import { flowOfLog, isWholeRun } from './replay-log.ts'

/** A record opened and checked as far as that goes without knowing about other records. */
export interface Prepared {
  readonly record: ReadRecord
  readonly log: SessionLog
  readonly flow: Flow
  /** False when the log is no complete run; then nothing below counts. */
  readonly isWhole: boolean
  readonly attachments: Partial<Record<AttachmentName, OpenAttachment>>
  readonly statements: readonly SignedStatement[]
}

export type Preparation = Prepared | { readonly code: 'record.damaged' | 'record.flow-invalid' }

function openAll({ header, attachments }: ReadRecord, dataKey: KeyObject): Prepared['attachments'] {
  const opened = header.attachments.flatMap(({ name }, i) => {
    const plain = openAttachment(dataKey, name, attachments[i] ?? new Uint8Array())
    return plain ? [[name, plain] as const] : []
  })
  return Object.fromEntries(opened)
}

/** Opens a record and its attachments and checks everything that keys and the flow engine can tell. */
export async function prepareRecord(keys: ServerKeys, record: ReadRecord): Promise<Preparation> {
  const open = openRecord(record, keys)
  if (typeof open === 'string') return { code: open }
  const { log, dataKey } = open
  const flow = flowOfLog(log)
  if (!flow) return { code: 'record.flow-invalid' }
  const isWhole = isWholeRun(flow, log)
  const statements = isWhole ? await checkAttestations(keys, flow, log) : []
  return { record, log, flow, isWhole, attachments: openAll(record, dataKey), statements }
}

type Detail = StoredEvidence['detail']

function detailOf(flow: Flow, entry: SessionLog['entries'][number]): Detail {
  const kind = stepOf(flow, entry.step)?.kind
  if (kind === 'consent') return { ...(entry.output as OutputOf<'consent'>) }
  if (kind === 'read-card') {
    const read = entry.output as OutputOf<'read-card'>
    if ('why' in read) return { why: read.why, type: read.document.type }
    const { transcriptDigest } = read
    if ('zone' in read) return { transcriptDigest, by: read.by, type: read.document.type }
    return { transcriptDigest, samId: read.samId, isDecoderCertified: read.isDecoderCertified }
  }
  if (kind === 'capture-face') {
    const { match } = entry.output as OutputOf<'capture-face'>
    if (!match) return {}
    const { model, version, certified, scoreKind } = match.engine
    return { score: match.score, scoreKind, model, version, isCertified: certified }
  }
  if (kind === 'attest' || kind === 'approve-exception') {
    return { staffId: (entry.output as OutputOf<'attest'>).attestation.credential.value.staffId }
  }
  return {}
}

/** The evidence in a log as it is kept: what it was judged by, and nothing about the person. */
export function evidenceToKeep(flow: Flow, log: SessionLog): readonly StoredEvidence[] {
  return evidenceOf(flow, log.entries).map((piece) => {
    const entry = log.entries.find(({ step, at }) => step === piece.step && at === piece.at)
    return { ...piece, detail: entry ? detailOf(flow, entry) : {} }
  })
}

/** Nonce of the capture that a log rests on; undefined where two people compared. */
export function captureNonceOf(flow: Flow, log: SessionLog): string | undefined {
  return lastOutput(flow, log.entries, 'capture-face')?.nonce
}

/** Digest of the read that a log rests on; nothing where the document was typed. */
export function transcriptOf(flow: Flow, log: SessionLog): string | undefined {
  const read = lastOutput(flow, log.entries, 'read-card')
  return read && 'transcriptDigest' in read ? read.transcriptDigest : undefined
}
