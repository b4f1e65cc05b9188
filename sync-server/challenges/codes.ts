import { randomInt } from 'node:crypto'
import { Problem } from '../contract/failure.ts'
import { after, instant } from '../platform/clock.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import { type CodeAddress, type CodePurpose, codePurposes, type SentCode } from './challenges.port.ts'
import type { Delivery } from './delivery.ts'
import { addressHash } from './hashes.ts'
import { countAgainst, limitsOn, takeBack } from './send-limits.ts'

const CODE_DIGITS = 6
/** An expired or used code is remembered this much longer, so that its owner is told which of the two it is. */
const REMEMBERED_S = 60 * 60
/** Wrong tries are forgotten this long after the first of them, whatever is sent in between. */
const TRIES_KEPT_S = 30 * 60

/** What a code is for, in the words of whoever reads the message. */
const purposeWords: Readonly<Record<CodePurpose, string>> = {
  register: '注册',
  'sign-in': '登录',
  'sign-in-by-card': '刷身份证登录',
  recover: '找回密码',
  verify: '验证身份',
  'bind-phone': '绑定手机',
  'bind-email': '绑定邮箱',
  'move-document': '把您账号的实名信息换绑到另一账号',
}

/** What codes need besides: how their messages leave. */
export type CodeParts = ChallengeParts & { readonly delivery: Delivery }

interface Kept {
  readonly hash: string
  readonly expiresAt: string
}

const keysOf = (hash: string) => ({ code: `code/${hash}`, used: `code-used/${hash}`, tries: `code-tries/${hash}` })

function freshCode(): string {
  return randomInt(10 ** CODE_DIGITS)
    .toString()
    .padStart(CODE_DIGITS, '0')
}

/** Nobody typed the number: where it is made up it may be a stranger's. */
const madeUp: ReadonlySet<CodePurpose> = new Set<CodePurpose>(['recover', 'sign-in-by-card'])

type Sending = { readonly from: ClientCaller; readonly isForNobody: boolean }

/**
 * To a number that was typed for a code goes a message in any case. To one that was made up nothing is sent, in the same time.
 */
function deliver(
  { delivery, policy }: CodeParts,
  { channel, to, purpose }: CodeAddress,
  { code, isForNobody }: Pick<Sending, 'isForNobody'> & { code: string },
): Promise<void> {
  const about = { channel, to, purpose: purposeWords[purpose], minutes: policy.account.codeMinutes }
  if (!isForNobody) return delivery.send({ ...about, kind: 'code', code })
  return madeUp.has(purpose) ? delivery.pretend() : delivery.send({ ...about, kind: 'phone-not-registered' })
}

/**
 * Sends a code and keeps its keyed hash. For nobody a code is kept too, one that is in no message, so that whoever guesses
 * meets the same answers. A gateway that fails leaves everything as it was, an earlier code included.
 */
export async function sendCode(parts: CodeParts, address: CodeAddress, sending: Sending): Promise<SentCode> {
  const { ephemeral, personal, clock } = parts
  const { codeMinutes, resendSeconds } = parts.policy.account
  const limits = limitsOn(address, sending.from, parts)
  const resendAt = after(clock.now(), resendSeconds * 1000)
  await countAgainst(ephemeral, limits)
  const code = freshCode()
  try {
    await deliver(parts, address, { code, isForNobody: sending.isForNobody })
  } catch (cause) {
    await takeBack(ephemeral, limits)
    throw cause
  }
  const hash = addressHash(personal, address)
  const expiresAt = after(clock.now(), codeMinutes * 60_000)
  const kept: Kept = { hash: personal.hash(`code/${hash}`, code), expiresAt }
  await ephemeral.put(keysOf(hash).code, JSON.stringify(kept), codeMinutes * 60 + REMEMBERED_S)
  return { resendAt, expiresAt }
}

/** Forgets wrong tries of codes to an address, whatever the codes are for. */
export async function forgetCodeTries(
  { ephemeral, personal }: ChallengeParts,
  address: Pick<CodeAddress, 'channel' | 'to'>,
): Promise<void> {
  const hashes = codePurposes.map((purpose) => addressHash(personal, { ...address, purpose }))
  await Promise.all(hashes.map((hash) => ephemeral.remove(keysOf(hash).tries)))
}

/**
 * Uses a code up. Tries are counted before anything is compared, so that guesses at the same moment cannot share one count; a
 * guess where there is nothing to guess is not counted, so that nobody is locked out before anything was sent.
 */
export async function checkCode(parts: ChallengeParts, address: CodeAddress, code: string): Promise<void> {
  const { ephemeral, personal, clock, policy } = parts
  if (!/^\d{6}$/.test(code)) throw new Problem('code.invalid')
  const hash = addressHash(personal, address)
  const keys = keysOf(hash)
  const found = await ephemeral.get(keys.code)
  if (found === undefined) throw new Problem((await ephemeral.get(keys.used)) ? 'code.used' : 'code.not-sent')
  const kept = JSON.parse(found) as Kept
  if (kept.expiresAt <= instant(clock.now())) throw new Problem('code.expired')
  if ((await ephemeral.count(keys.tries, TRIES_KEPT_S)) > policy.account.codeTries) {
    const retryAfterS = await ephemeral.secondsLeft(keys.tries)
    throw new Problem('code.too-many-tries', retryAfterS === undefined ? {} : { retryAfterS })
  }
  if (kept.hash !== personal.hash(`code/${hash}`, code)) throw new Problem('code.wrong')
  await ephemeral.put(keys.used, 'used', REMEMBERED_S)
  const [taken] = await Promise.all([ephemeral.take(keys.code), ephemeral.remove(keys.tries)])
  if (taken === undefined) throw new Problem('code.used')
}
