import { type KeyObject, verify } from 'node:crypto'
import { Problem } from '../contract/failure.ts'
import { type EnrolledKiosk, type KioskStanding, REQUEST_WINDOW_MS, requestText } from '../contract/kiosk.ts'
import type { Policy } from '../contract/policy.ts'
import * as audit from '../audit/audit.service.ts'
import { after, type Clock, instant } from '../platform/clock.ts'
import type { Database, Reader, Transaction } from '../platform/database/database.ts'
import type { KioskCaller, SignedRequest } from '../platform/http/caller.ts'
import { newId } from '../platform/ids.ts'
import { publicKeyOf } from '../platform/keys/raw-keys.ts'
import type { ServerKeys } from '../platform/keys/server-keys.ts'
import { codeHashOf, newEnrolmentCode } from './enrolment-code.ts'
import * as kiosks from './kiosks.repository.ts'
import { isNonce, isTimely } from './request-rules.ts'

const DEFAULT_CODE_HOURS = 24
const HOUR_MS = 3_600_000
/** When a kiosk was last heard of is written at most this often. */
const SEEN_EVERY_MS = 60_000
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u

/** What the kiosk feature needs of its surroundings. */
export interface KioskParts {
  readonly database: Database
  readonly clock: Clock
  readonly keys: ServerKeys
  readonly policy: Policy
}

/** The hall in which a kiosk stands. */
export interface Hall {
  readonly id: string
  readonly name: string
}

function keyOf(publicKey: string): KeyObject {
  const key = publicKeyOf('ed25519', Buffer.from(publicKey, 'base64url'))
  if (!key) throw new Problem('request.invalid')
  return key
}

async function activeKiosk(reader: Reader, id: string): Promise<kiosks.KioskRow> {
  const kiosk = await kiosks.kioskById(reader, id)
  if (!kiosk) throw new Problem('kiosk.not-enrolled')
  if (kiosk.status === 'revoked') throw new Problem('kiosk.revoked')
  return kiosk
}

/** Makes a code with which one kiosk may enrol once; only its hash is kept. */
export async function issueEnrolmentCode(parts: KioskParts, hall: Hall, hours = DEFAULT_CODE_HOURS): Promise<string> {
  const code = newEnrolmentCode()
  const now = parts.clock.now()
  const row = { codeHash: codeHashOf(code), hallId: hall.id, hallName: hall.name, issuedAt: instant(now) }
  await parts.database.write(async (tx) => {
    await kiosks.insertCode(tx, { ...row, expiresAt: after(now, hours * HOUR_MS) })
    const event = { actor: 'command', action: 'enrolment-code.issued', subject: row.codeHash, detail: {} } as const
    await audit.record(tx, audit.COMMAND_HOME, { ...event, at: instant(now) })
  })
  return code
}

/** Enrols a kiosk with a code that has not been used; the code is used up in the same transaction. */
export async function enrol(
  { database, clock, keys, policy }: KioskParts,
  { code, publicKey, name }: { code: string; publicKey: string; name: string },
): Promise<EnrolledKiosk> {
  keyOf(publicKey)
  if (UNPRINTABLE.test(name)) throw new Problem('request.invalid')
  const enrolledAt = instant(clock.now())
  const kioskId = newId(clock.now())
  const hall = await database.write(async (tx) => {
    const isTaken = await kiosks.isKeyTaken(tx, publicKey)
    const place = isTaken
      ? undefined
      : await kiosks.takeCode(tx, { codeHash: codeHashOf(code), kioskId, now: enrolledAt })
    if (!place) throw new Problem('kiosk.enrolment-code-invalid')
    await kiosks.insertKiosk(tx, { id: kioskId, name, publicKey, ...place, enrolledAt })
    const event = { actor: `kiosk:${kioskId}`, action: 'kiosk.enrolled', subject: kioskId, detail: {} } as const
    await audit.record(tx, kioskId, { ...event, at: enrolledAt })
    return { id: place.hallId, name: place.hallName }
  })
  return { kioskId, hall, keys: keys.public, policy }
}

/** Where a kiosk stands and what it is called, for whoever looks at its screen; nothing away from any. */
export async function kioskPlace(reader: Reader, id: string | null): Promise<{ hall?: string; kioskName?: string }> {
  const kiosk = id === null ? undefined : await kiosks.kioskById(reader, id)
  return kiosk ? { hall: kiosk.hallName, kioskName: kiosk.name } : {}
}

/** What the asking kiosk may know about itself. */
export async function standingOf(parts: KioskParts, caller: KioskCaller): Promise<KioskStanding> {
  const { lastSeq, lastDigest } = await activeKiosk(parts.database.reader, caller.kioskId)
  const { policy, keys, clock } = parts
  return { hall: caller.hall, keys: keys.public, policy, serverTime: instant(clock.now()), lastSeq, lastDigest }
}

function isSignatureGood(request: SignedRequest, publicKey: string): boolean {
  const { time, nonce, signature } = request.headers
  const text = requestText({ method: request.method, path: request.path, bodyDigest: request.bodyDigest, time, nonce })
  return verify(null, Buffer.from(text), keyOf(publicKey), Buffer.from(signature, 'base64url'))
}

/** Whether a request really comes, now and for the first time, from an active kiosk. */
export async function authenticate(parts: KioskParts, request: SignedRequest): Promise<KioskCaller> {
  const { id, time, nonce } = request.headers
  const kiosk = await activeKiosk(parts.database.reader, id)
  if (!isNonce(nonce) || !isSignatureGood(request, kiosk.publicKey)) throw new Problem('kiosk.signature-invalid')
  const now = parts.clock.now()
  if (!isTimely(time, now)) throw new Problem('kiosk.clock-differs')
  const expiresAt = after(now, 2 * REQUEST_WINDOW_MS)
  const isUnseen = (kiosk.lastSeenAt ?? '') < after(now, -SEEN_EVERY_MS)
  const isNew = await parts.database.write(async (tx) => {
    if (isUnseen) await kiosks.setSeen(tx, id, instant(now))
    return kiosks.keepNonce(tx, { kioskId: id, nonce, expiresAt })
  })
  if (!isNew) throw new Problem('kiosk.signature-invalid')
  return { kioskId: id, hall: { id: kiosk.hallId, name: kiosk.hallName } }
}

/** The key with which an active kiosk signs its records. */
export async function recordKeyOf(parts: KioskParts, kioskId: string): Promise<KeyObject> {
  return keyOf((await activeKiosk(parts.database.reader, kioskId)).publicKey)
}

/** The key with which a kiosk signed its records, also one that was stopped since; for checking the books. */
export async function anyRecordKeyOf(reader: Reader, kioskId: string): Promise<KeyObject | undefined> {
  const kiosk = await kiosks.kioskById(reader, kioskId)
  return kiosk && keyOf(kiosk.publicKey)
}

/** Where a kiosk's chain ends and which reader it is tied to, inside a transaction. */
export async function chainOf(
  tx: Transaction,
  kioskId: string,
): Promise<{ lastSeq: number; lastDigest: string; samId: string | null }> {
  const chain = await kiosks.chainOf(tx, kioskId)
  if (!chain) throw new Problem('kiosk.not-enrolled')
  return chain
}

/** Moves the end of a kiosk's chain; ties the kiosk to a reader. */
export { setChain as moveChain, setSamId as pinReader } from './kiosks.repository.ts'

/** Who changes a kiosk's standing: an administrator at the console, or by command whoever has the machine. */
export interface KioskChange {
  readonly home: string
  readonly actor: string
}
const BY_COMMAND: KioskChange = { home: audit.COMMAND_HOME, actor: 'command' }

/** Stops a kiosk at once: its next request is refused. False when there is no such kiosk. */
export function revoke(parts: KioskParts, kioskId: string, by = BY_COMMAND): Promise<boolean> {
  return change(parts, { kioskId, action: 'kiosk.revoked', by }, (tx) => kiosks.setStatus(tx, kioskId, 'revoked'))
}

/** Lets the next granted record tie the kiosk to another reader. False when there is no such kiosk. */
export function releaseReader(parts: KioskParts, kioskId: string): Promise<boolean> {
  const what = { kioskId, action: 'kiosk.reader-released', by: BY_COMMAND } as const
  return change(parts, what, (tx) => kiosks.setSamId(tx, kioskId, null))
}

async function change(
  { database, clock }: KioskParts,
  { kioskId, action, by }: { kioskId: string; action: audit.AuditAction; by: KioskChange },
  act: (tx: Transaction) => Promise<boolean>,
): Promise<boolean> {
  return database.write(async (tx) => {
    const isKnown = await act(tx)
    const event = { actor: by.actor, action, subject: kioskId, detail: {}, at: instant(clock.now()) }
    if (isKnown) await audit.record(tx, by.home, event)
    return isKnown
  })
}

/** Forgets nonces that the time window refuses anyway. */
export function sweepNonces({ database, clock }: KioskParts): Promise<number> {
  return database.write((tx) => kiosks.dropNonces(tx, instant(clock.now())))
}
