import type { Policy } from '../contract/policy.ts'
import type { Messenger } from '../messages/messages.port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ephemeral } from '../platform/ephemeral/ephemeral.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'

/** What challenges need of their surroundings. */
export interface ChallengeParts {
  readonly ephemeral: Ephemeral
  readonly messenger: Messenger
  readonly clock: Clock
  readonly personal: PersonalData
  readonly policy: Policy
  /** Told every captcha's answer; only the sandbox listens. */
  readonly onCaptcha?: ((captchaId: string, answer: string) => Promise<void>) | undefined
}
