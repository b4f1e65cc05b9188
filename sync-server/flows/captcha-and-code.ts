import type { Challenges } from '../challenges/challenges.port.ts'
import { Problem } from '../contract/failure.ts'
import { fields, isField } from '../contract/field.ts'
import type { OnlineStepKind } from '../contract/flow/index.ts'
import { isSettled, typedAddress, typedCaptcha, typedCode } from './form-answer.ts'
import { type CodeTarget, RefusedAnswer, type RunMemory, type StepContext } from './step-handler.ts'
import type { ActiveStep, AnyOutput } from './step-handlers.ts'

type Captcha = NonNullable<RunMemory['captcha']>

/** A captcha that nobody has seen yet, and its picture. */
async function freshCaptcha(challenges: Challenges): Promise<RunMemory> {
  const { captchaId, image } = await challenges.issueCaptcha()
  return { captcha: { captchaId, isPassed: false }, picture: image }
}

/** What a run has to remember when it comes to a step of this kind. */
export async function captchaFor(challenges: Challenges, kind: OnlineStepKind): Promise<RunMemory> {
  const hasCaptcha = kind.fields.some(({ field }) => field === 'captcha')
  return hasCaptcha ? freshCaptcha(challenges) : {}
}

/** A captcha counts only in the run that showed it, and once; after a wrong answer there is a new one. */
async function useCaptcha(
  { parts, memory }: StepContext,
  given: { captchaId: string; answer: string },
  whenRight?: () => Promise<void>,
): Promise<Captcha> {
  const { captcha } = memory
  const fault = fields.captcha.fault(given.answer)
  if (fault) throw new Problem(fault)
  if (captcha?.captchaId !== given.captchaId) throw new Problem('captcha.expired')
  try {
    await parts.challenges.checkCaptcha(given.captchaId, given.answer, whenRight)
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause
    throw new RefusedAnswer(cause.code, { remember: await freshCaptcha(parts.challenges), because: cause })
  }
  return { ...captcha, isPassed: true }
}

/** A form's 获取验证码 can be pressed now: the captcha was right, and no code was sent for it yet. */
async function checkCaptcha(context: StepContext, output: AnyOutput): Promise<RunMemory> {
  const given = output as AnyOutput & { captchaId: string; answer: string }
  const known = context.memory.captcha
  const isRepeated = known?.isPassed === true && known.captchaId === given.captchaId
  return isRepeated ? {} : { captcha: await useCaptcha(context, given) }
}

/** Whose code it is, when the address that was typed can be one. */
async function targetOf(
  context: StepContext,
  { kind, handler }: ActiveStep,
  typed: string | undefined,
): Promise<CodeTarget> {
  const to = kind.code?.to ?? ''
  const fault = typed === undefined || !isField(to) ? undefined : fields[to].fault(typed)
  if (fault) throw new Problem(fault)
  if (!handler.codeTarget) throw new Error(`no target for the code of ${context.flow}`)
  return handler.codeTarget(context, typed)
}

/**
 * Sends a code for a captcha that was right. The captcha is spent before anything is sent (`spend` lets one of several answers
 * at the same moment through); it counts again when nothing could be sent.
 */
async function sendCode(
  context: StepContext,
  step: ActiveStep,
  answer: { typed: string | undefined; spend: (memory: RunMemory) => Promise<void> },
): Promise<RunMemory> {
  const { parts, memory, caller } = context
  const { challenges } = parts
  const { captcha } = memory
  if (!captcha?.isPassed) throw new Problem('captcha.needed')
  const { address, isForNobody } = await targetOf(context, step, answer.typed)
  await answer.spend({ ...memory, captcha: { ...captcha, isPassed: false } })
  try {
    const sent = await challenges.sendCode(address, caller, isForNobody)
    return { ...(await freshCaptcha(challenges)), code: { to: address.to, ...sent } }
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause
    throw new RefusedAnswer(cause.code, { remember: { captcha }, because: cause })
  }
}

/** What the acts that all forms share leave behind; undefined when the output is the answer itself. */
export async function memoryAfterAct(
  context: StepContext,
  step: ActiveStep,
  answer: { output: AnyOutput; spend: (memory: RunMemory) => Promise<void> },
): Promise<RunMemory | undefined> {
  const { output, spend } = answer
  const { act, to } = output
  if (act === 'check-captcha') return checkCaptcha(context, output)
  if (act === 'renew-captcha') return freshCaptcha(context.parts.challenges)
  if (act === 'send-code') return sendCode(context, step, { typed: typeof to === 'string' ? to : undefined, spend })
  return undefined
}

/**
 * Checks what has to be right before a handler looks at an answer: the captcha of a guarded form, the code of a form with one.
 * A right code is used up, so its address stays settled for the rest of the step.
 */
export async function prove(context: StepContext, step: ActiveStep, output: AnyOutput): Promise<RunMemory> {
  const { kind, handler } = step
  const { memory, parts } = context
  const captcha = typedCaptcha(output)
  const countTry = handler.countTry?.bind(handler, context, output)
  if (captcha) await useCaptcha(context, captcha, countTry)
  else await countTry?.()
  if (kind.code === undefined || isSettled(kind, memory, output)) return memory
  const { address, isForNobody } = await targetOf(context, step, typedAddress(kind, output))
  await parts.challenges.checkCode(address, typedCode(kind, output))
  if (isForNobody) throw new Problem('code.wrong')
  return { ...memory, settledAddress: address.to }
}

/** A refusal after the proofs: they need not be repeated, but the captcha of a guarded form was used up. */
export async function refusalAfterProofs(
  cause: unknown,
  { parts, memory }: StepContext,
  output: AnyOutput,
): Promise<unknown> {
  if (!(cause instanceof Problem)) return cause
  const { settledAddress } = memory
  const remember: RunMemory = {
    ...(settledAddress === undefined ? {} : { settledAddress }),
    ...(typedCaptcha(output) ? await freshCaptcha(parts.challenges) : {}),
  }
  const trace = cause instanceof RefusedAnswer ? cause.trace : {}
  return new RefusedAnswer(cause.code, { ...trace, remember: { ...remember, ...trace.remember }, because: cause })
}
