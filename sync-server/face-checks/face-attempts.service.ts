import { randomInt } from 'node:crypto'
import { boundHolder } from '../accounts/identity.service.ts'
import { compareFace } from '../authorities/authorities.service.ts'
import type { FaceAttempt, FaceCheckView, FaceEvidence } from '../contract/face-check.ts'
import { type FailureCode, Problem } from '../contract/failure.ts'
import { drawChallenges } from '../contract/liveness-challenge.ts'
import { issueElectronicId } from '../electronic-ids/electronic-ids.service.ts'
import { after, instant } from '../platform/clock.ts'
import { sha256Hex } from '../platform/digest.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import { newSecret } from '../platform/ids.ts'
import { confirmIn, type Matching } from '../tickets/phone.service.ts'
import { afterFault, attemptFault, livenessFault, nonceFault, qualityFault, verdictFault } from './face-check-rules.ts'
import { keepFaceClaim, noteFace, viewOfCheck } from './face-checks.service.ts'
import type { FaceParts } from './face-parts.ts'
import { isFacePicture, readFaceRequest } from './face-request.ts'
import { allowPassword } from './first-security-password.service.ts'
import * as checks from './face-checks.repository.ts'
import { type HeldCheck, heldCheck, moveOn } from './held-check.ts'

const SECOND_MS = 1000
const DAY_S = 86_400

const dayKey = ({ personal }: FaceParts, accountId: string): string =>
  `face-day/${personal.hash('face-day', accountId)}`

/** A try begins: a nonce that counts once, and challenges that nobody can know beforehand; an unfinished one counts no more. */
export async function beginAttempt(parts: FaceParts, matching: Matching): Promise<FaceAttempt> {
  const held = await heldCheck(parts, matching)
  const { capture: rules, onPhone } = parts.policy.face
  const fault = attemptFault(held.check, onPhone.tries)
  if (fault) throw new Problem(fault)
  const nonce = newSecret()
  const challenges = drawChallenges({ below: randomInt })
  const expiresAt = after(parts.clock.now(), onPhone.attemptSeconds * SECOND_MS)
  const asked = { nonceHash: sha256Hex(nonce), challenges: challenges.join(), nonceExpiresAt: expiresAt }
  await moveOn(parts, held, { change: { stage: 'capturing', fault: null, ...asked } })
  return { nonce, challenges, expiresAt, rules }
}

/** Uses a nonce up: whatever comes of its picture, it is one try. Of two requests with the same nonce one goes on. */
async function spendNonce(parts: FaceParts, held: HeldCheck, { nonce }: FaceEvidence): Promise<HeldCheck> {
  const fault = nonceFault(held.check, {
    nonceHash: sha256Hex(nonce),
    now: instant(parts.clock.now()),
    allowed: parts.policy.face.onPhone.tries,
  })
  if (fault) throw new Problem(fault)
  const { tries } = held.check
  const spent = { nonceHash: null, challenges: null, nonceExpiresAt: null }
  return moveOn(parts, held, { change: { stage: 'comparing', fault: null, tries: tries + 1, ...spent } })
}

/** Whether these very bytes came before, from whomever; remembered for a day by a keyed hash. */
async function isReplayed({ ephemeral, personal }: FaceParts, picture: Uint8Array): Promise<boolean> {
  return (await ephemeral.count(`face-picture/${personal.hash('face-picture', sha256Hex(picture))}`, DAY_S)) > 1
}

/** What speaks against a picture before any register is asked. */
async function faultBefore(
  parts: FaceParts,
  asked: readonly string[],
  { evidence, jpeg }: { evidence: FaceEvidence; jpeg: Uint8Array },
): Promise<FailureCode | undefined> {
  if (!isFacePicture(jpeg)) return 'face.picture-invalid'
  if (await isReplayed(parts, jpeg)) return 'face.picture-replayed'
  return livenessFault(asked, evidence) ?? qualityFault(evidence, parts.policy.face.capture.quality)
}

/** What the register says about a picture; its silence is no word against anybody, and is not counted. */
async function askedOf(parts: FaceParts, { check }: HeldCheck, jpeg: Uint8Array) {
  const { accountId } = check
  const holder = await boundHolder(parts.database.reader, parts, accountId)
  if (!holder) throw new Problem('face.real-name-needed')
  const { type: documentType, documentNumber, fullName } = holder
  if ((await parts.ephemeral.count(dayKey(parts, accountId), DAY_S)) > parts.policy.face.onPhone.picturesPerDay)
    throw new Problem('face.too-many-today')
  try {
    const question = { documentType, documentNumber, fullName, jpeg }
    const { verdict, authority } = await compareFace(parts, question, 'face.register-unavailable')
    return { fault: verdictFault(verdict), claim: { kind: 'face', authority, holder } } as const
  } catch (cause) {
    await parts.ephemeral.uncount(dayKey(parts, accountId))
    throw cause
  }
}

/** A try that came to nothing: the next one, or the counter. */
async function refuse(
  parts: FaceParts,
  caller: ClientCaller,
  { held, fault }: { held: HeldCheck; fault: FailureCode },
): Promise<FaceCheckView> {
  const to = afterFault(held.check, fault, parts.policy.face.onPhone.tries)
  const moved = await moveOn(parts, held, {
    change: { ...to, fault },
    isEnd: to.stage === 'refused',
    commit: (tx) => noteFace(tx, parts, { caller, held, action: 'face.refused', detail: { code: fault } }),
  })
  return viewOfCheck(parts, moved.check)
}

/** The face is the holder's: evidence, level and electronic ID in one transaction with the ticket that the kiosk collects. */
async function accept(
  parts: FaceParts,
  caller: ClientCaller,
  what: { held: HeldCheck; evidence: FaceEvidence; claim: Parameters<typeof keepFaceClaim>[2]['claim'] },
): Promise<FaceCheckView> {
  const { held, evidence, claim } = what
  const { check, ticket } = held
  const { accountId } = check
  const { phoneToken, matchNumber } = evidence
  await parts.database.write(async (tx) => {
    const isMoved = await checks.moveCheck(tx, check, { stage: 'verified' })
    if (!isMoved) throw new Problem('face.attempt-expired')
    await keepFaceClaim(tx, parts, { caller, held, claim })
    await issueElectronicId(tx, parts, { accountId, caller })
    const { fault } = await confirmIn(tx, parts, { phoneToken, matchNumber, purpose: 'face', accountId })
    if (fault) throw new Problem(fault)
  })
  parts.notices.tell(ticket.runHash)
  await allowPassword(parts, evidence, accountId)
  return viewOfCheck(parts, { ...check, stage: 'verified' })
}

async function judge(
  parts: FaceParts,
  caller: ClientCaller,
  what: { held: HeldCheck; asked: readonly string[]; evidence: FaceEvidence; jpeg: Uint8Array },
): Promise<FaceCheckView> {
  const { held, asked, evidence, jpeg } = what
  const before = await faultBefore(parts, asked, { evidence, jpeg })
  if (before) return refuse(parts, caller, { held, fault: before })
  const told = await askedOf(parts, held, jpeg)
  return told.fault
    ? refuse(parts, caller, { held, fault: told.fault })
    : accept(parts, caller, { held, evidence, claim: told.claim })
}

/** What ends a try without being the person's doing. */
const UNCOUNTED: ReadonlySet<FailureCode> = new Set(['face.register-unavailable', 'face.too-many-today'])

/**
 * Takes one live picture: its nonce is used up, what the phone says of it and the picture itself are judged, and the register compares.
 * The picture lives in the memory of this request and is overwritten at its end, whatever comes of it.
 */
export async function takePicture(parts: FaceParts, caller: ClientCaller, bytes: Uint8Array): Promise<FaceCheckView> {
  try {
    const { evidence, jpeg } = readFaceRequest(bytes)
    const begun = await heldCheck(parts, evidence)
    const asked = (begun.check.challenges ?? '').split(',')
    const held = await spendNonce(parts, begun, evidence)
    return await judge(parts, caller, { held, asked, evidence, jpeg }).catch((cause: unknown) => {
      if (!(cause instanceof Problem) || !UNCOUNTED.has(cause.code)) throw cause
      return refuse(parts, caller, { held, fault: cause.code })
    })
  } finally {
    bytes.fill(0)
  }
}
