import { CAPTCHA_LIFE_S } from '../challenges/challenges.service.ts'
import type { Ephemeral } from '../platform/ephemeral/ephemeral.ts'

const keyOf = (captchaId: string): string => `sandbox-captcha/${captchaId}`

/** Keeps the answer of a captcha for whoever tries the product. */
export function keepAnswer(ephemeral: Ephemeral, captchaId: string, answer: string): Promise<void> {
  return ephemeral.put(keyOf(captchaId), answer, CAPTCHA_LIFE_S)
}

/** The answer of a captcha, also after it was used; undefined when it is too old. */
export function answerOf(ephemeral: Ephemeral, captchaId: string): Promise<string | undefined> {
  return ephemeral.get(keyOf(captchaId))
}
