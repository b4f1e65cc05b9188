import { type FailureCode, Problem } from '../contract/failure.ts'
import type { AuthoritiesSettings } from '../platform/authority-settings.ts'
import type { Clock } from '../platform/clock.ts'
import { describeError, type Logger } from '../platform/logger.ts'
import type {
  Authorities,
  Authority,
  AuthorityName,
  FaceQuestion,
  FaceVerdict,
  Question,
  Verdict,
} from './authority.port.ts'
import { signedAuthority } from './signed-authority.ts'

export type { Authorities, AuthorityName, Question, Verdict } from './authority.port.ts'

/** The registers that are configured. */
export function connectAuthorities(settings: AuthoritiesSettings, clock: Clock): Authorities {
  const named = Object.entries(settings) as [AuthorityName, NonNullable<AuthoritiesSettings[AuthorityName]>][]
  return Object.fromEntries(named.map(([name, row]) => [name, signedAuthority(row.name, row, clock)]))
}

/** How long a citizen waits for a register that ignores its own time-out. */
const DEADLINE_MS = 8_000
const FACE_DEADLINE_MS = 20_000

/** A promise that only ever fails, when the signal says so; a register that ignores its signal cannot hold anybody up. */
function givenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('an authority did not answer in time')), { once: true })
  })
}

/** What asking needs of its surroundings. */
export interface AskParts {
  readonly authorities: Authorities
  readonly logger: Logger
}

/** What a register says, and who answered. */
export interface Told<V = Verdict> {
  readonly verdict: V
  readonly authority: string
}

/** Which register, how long it may take, and the words for no answer. */
interface Asking {
  readonly name: AuthorityName
  readonly deadlineMs: number
  readonly otherwise: FailureCode
}

/** Throws the Problem `otherwise` for whatever keeps the register from answering; the cause goes into the log, without the question. */
async function toldBy<V>(
  { authorities, logger }: AskParts,
  { name, deadlineMs, otherwise }: Asking,
  ask: (authority: Authority, signal: AbortSignal) => Promise<V>,
): Promise<Told<V>> {
  const authority = authorities[name]
  if (!authority) throw new Problem(otherwise)
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), deadlineMs)
  try {
    const verdict = await Promise.race([ask(authority, deadline.signal), givenUp(deadline.signal)])
    return { verdict, authority: authority.authority }
  } catch (cause) {
    logger.say('authority-failed', { code: name, ...describeError(cause) })
    throw new Problem(otherwise, { cause })
  } finally {
    clearTimeout(timer)
  }
}

/** Asks a register. What keeps it from answering is its fault, never a mismatch: the Problem `otherwise`. */
export function askAuthority(
  parts: AskParts,
  { name, question, deadlineMs = DEADLINE_MS }: { name: AuthorityName; question: Question; deadlineMs?: number },
  otherwise: FailureCode,
): Promise<Told> {
  return toldBy(parts, { name, deadlineMs, otherwise }, (authority, signal) => authority.ask(question, signal))
}

/** Has the population register compare a face with the photo that it holds; throws as asking does. */
export function compareFace(
  parts: AskParts,
  question: FaceQuestion,
  otherwise: FailureCode,
): Promise<Told<FaceVerdict>> {
  const asking = { name: 'population', deadlineMs: FACE_DEADLINE_MS, otherwise } as const
  return toldBy(parts, asking, (authority, signal) => authority.compareFace(question, signal))
}
