import type { KeyObject } from 'node:crypto'
import { evidenceOf, lastOutput } from '../contract/evidence.ts'
import { type Flow, stepOf } from '../contract/flow/index.ts'
import type { OutputOf } from '../contract/flow/index.ts'
import type { AttachmentName, RecordHeader } from '../contract/sealed-record.ts'
import type { SessionLog } from '../contract/session-log.ts'
import type { OpeningKeys } from '../platform/keys/server-keys.ts'
import type { StoredEvidence } from '../levels/levels.service.ts'
import { checkAttestations, type SignedStatement } from './check-attestations.ts'
import { type OpenAttachment, openAttachment, openRecord } from './open-record.ts'
import { type ReadRecord, readRecord, type SendingKiosk, type Unreadable } from './read-record.ts'
import { flowOfLog, isWholeRun } from './replay-log.ts'

/** A record opened and checked as far as that goes without knowing about other records; plain data, so a thread can hand it over. */
export interface Prepared {
  readonly header: RecordHeader
  readonly digest: string
  /** Of a flow that the server knows. */
  readonly log: SessionLog
  /** False when the log is no complete run; then nothing below counts. */
  readonly isWhole: boolean
  readonly attachments: Partial<Record<AttachmentName, OpenAttachment>>
  readonly statements: readonly SignedStatement[]
}

/** The flow that a prepared record ran. */
export function flowOf({ log }: Prepared): Flow {
  const flow = flowOfLog(log)
  if (!flow) throw new Error('a record of an unknown flow was prepared')
  return flow
}

/** What the bytes of a parcel turn out to be. */
export type Reading = Prepared | Unreadable

function openAll({ header, attachments }: ReadRecord, dataKey: KeyObject): Prepared['attachments'] {
  const opened = header.attachments.flatMap(({ name }, i) => {
    const plain = openAttachment(dataKey, name, attachments[i] ?? new Uint8Array())
    return plain ? [[name, plain] as const] : []
  })
  return Object.fromEntries(opened)
}

/** Reads a parcel, opens it and checks everything that keys and the flow engine can tell: a pure function of its bytes. */
export function prepareRecord(parcel: Uint8Array, kiosk: SendingKiosk, keys: OpeningKeys): Reading {
  const record = readRecord(parcel, kiosk)
  if ('code' in record) return record
  const { header, digest } = record
  const open = openRecord(record, keys)
  if (typeof open === 'string') return { code: open, digest, header }
  const { log, dataKey } = open
  const flow = flowOfLog(log)
  if (!flow) return { code: 'record.flow-invalid', digest, header }
  const isWhole = isWholeRun(flow, log)
  const statements = isWhole ? checkAttestations(keys, flow, log) : []
  return { header, digest, log, isWhole, attachments: openAll(record, dataKey), statements }
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
