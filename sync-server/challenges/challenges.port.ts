import type { ClientCaller } from '../platform/http/caller.ts'

/** A captcha as it was issued: the picture as a `data:` address. */
export interface IssuedCaptcha {
  readonly captchaId: string
  readonly image: string
}

/** Whom a code is sent to, and what for; tries and pauses are counted per address and purpose. */
export interface CodeAddress {
  readonly channel: 'sms' | 'email'
  readonly to: string
  /** A stable word for what the code is for; a code sent for one purpose opens no other. */
  readonly purpose: CodePurpose
}
export const codePurposes = [
  'register',
  'sign-in',
  'sign-in-by-card',
  'recover',
  'verify',
  'bind-phone',
  'bind-email',
  'move-document',
] as const
export type CodePurpose = (typeof codePurposes)[number]

/** When the next code may be asked for and until when this one counts; RFC 3339. */
export interface SentCode {
  readonly resendAt: string
  readonly expiresAt: string
}

/** Captchas, codes and the limits on both. Every operation is atomic across server processes. */
export interface Challenges {
  issueCaptcha(): Promise<IssuedCaptcha>
  /**
   * Uses the captcha up, right or wrong; `whenRight` is done at the same time if the answer is right, so that one wait for the
   * disk serves both, and throws what it throws. Throws captcha.wrong or captcha.expired.
   */
  checkCaptcha(captchaId: string, answer: string, whenRight?: () => Promise<void>): Promise<void>
  /**
   * Sends a code. For an address whose owner has no account where one is needed (`isForNobody`) the same limits count and the
   * same answer comes in the same time, but the message only says so; where nobody typed the address there is none. Throws code.too-soon,
   * code.too-many-sent, message.not-delivered.
   */
  sendCode(address: CodeAddress, from: ClientCaller, isForNobody: boolean): Promise<SentCode>
  /** Uses the code up. Throws code.invalid, code.not-sent, code.expired, code.used, code.wrong, code.too-many-tries. */
  checkCode(address: CodeAddress, code: string): Promise<void>
  /**
   * Counts a try with a password before it is looked at. Throws sign-in.too-many-tries while the delay after earlier ones
   * lasts; the delay belongs to this identifier at this place, so that nobody can lock somebody else out.
   */
  countTry(identifierHash: string, from: ClientCaller): Promise<void>
  forgetTries(identifierHash: string, from: ClientCaller): Promise<void>
  /** Gives whoever waits because of these identifiers a fresh start, once at every place, and lets codes to this address be tried again. */
  forgive(identifierHashes: readonly string[], addresses: readonly Pick<CodeAddress, 'channel' | 'to'>[]): Promise<void>
}
