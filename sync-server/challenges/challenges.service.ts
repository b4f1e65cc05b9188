import { Problem } from '../contract/failure.ts'
import { newSecret } from '../platform/ids.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import type { Challenges, IssuedCaptcha } from './challenges.port.ts'
import { checkCode, forgetCodeTries, sendCode } from './codes.ts'
import { deliveryOver } from './delivery.ts'
import { drawCaptcha } from './draw-captcha.ts'
import { countTry, forgetTries, forgiveTries } from './tries.ts'

/** How long a captcha counts, in seconds. */
export const CAPTCHA_LIFE_S = 5 * 60

export { delayAfter } from './try-delay.ts'
export type { ChallengeParts } from './challenge-parts.ts'

/** The answer is kept under the picture's own key only, hashed: whoever reads the database learns none. */
const answerHash = ({ personal }: ChallengeParts, captchaId: string, answer: string): string =>
  personal.hash(`captcha/${captchaId}`, answer)

async function issueCaptcha(parts: ChallengeParts): Promise<IssuedCaptcha> {
  const captchaId = newSecret()
  const { answer, image } = await drawCaptcha()
  await parts.ephemeral.put(`captcha/${captchaId}`, answerHash(parts, captchaId, answer), CAPTCHA_LIFE_S)
  await parts.onCaptcha?.(captchaId, answer)
  return { captchaId, image }
}

/** Only the taking decides; a look before it says whether anything is worth doing at the same time. */
async function checkCaptcha(
  parts: ChallengeParts,
  { captchaId, answer }: { captchaId: string; answer: string },
  whenRight?: () => Promise<void>,
): Promise<void> {
  const { ephemeral } = parts
  const key = `captcha/${captchaId}`
  const right = answerHash(parts, captchaId, answer)
  const isRight = whenRight !== undefined && (await ephemeral.get(key)) === right
  // Both are waited for: a refusal is told only when the captcha is used up.
  const [taken, done] = await Promise.allSettled([ephemeral.take(key), isRight ? whenRight() : undefined])
  if (taken.status === 'rejected') throw taken.reason
  if (taken.value === undefined) throw new Problem('captcha.expired')
  if (done.status === 'rejected') throw done.reason
  if (taken.value !== right) throw new Problem('captcha.wrong')
}

/** Challenges over short-lived state and a messenger. */
export function challengesOf(parts: ChallengeParts): Challenges {
  const codes = { ...parts, delivery: deliveryOver(parts.messenger) }
  return {
    issueCaptcha: () => issueCaptcha(parts),
    checkCaptcha: (captchaId, answer, whenRight) => checkCaptcha(parts, { captchaId, answer }, whenRight),
    sendCode: (address, from, isForNobody) => sendCode(codes, address, { from, isForNobody }),
    checkCode: (address, code) => checkCode(parts, address, code),
    countTry: (identifierHash, from) => countTry(parts, identifierHash, from),
    forgetTries: (identifierHash, from) => forgetTries(parts, identifierHash, from),
    forgive: async (identifierHashes, addresses) => {
      await Promise.all(identifierHashes.map((hash) => forgiveTries(parts, hash)))
      await Promise.all(addresses.map((address) => forgetCodeTries(parts, address)))
    },
  }
}
