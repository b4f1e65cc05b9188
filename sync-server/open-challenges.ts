import { challengesOf } from './challenges/challenges.service.ts'
import type { Challenges } from './challenges/challenges.port.ts'
import { keepAnswer, keepMessage } from './demo.ts'
import type { Foundation } from './foundation.ts'
import type { Messenger } from './messages/messages.port.ts'
import { messengerOf } from './messages/messages.service.ts'
import type { Ephemeral } from './platform/ephemeral/ephemeral.ts'
import { openEphemeral } from './platform/ephemeral/open-ephemeral.ts'
import type { Logger } from './platform/logger.ts'
import type { Settings } from './platform/settings.ts'

/** What flows ask of whoever wants to go on, and where it is kept. */
export interface OpenChallenges {
  readonly ephemeral: Ephemeral
  readonly challenges: Challenges
  readonly messenger: Messenger
}

/** Opens short-lived state and builds the challenges over it; only in demo mode does the sandbox hear of answers. */
export async function openChallenges(
  settings: Settings,
  foundation: Foundation,
  logger: Logger,
): Promise<OpenChallenges> {
  const ephemeral = await openEphemeral(settings.redisUrl, foundation)
  const messenger = messengerOf(settings, { logger, sandbox: (message) => keepMessage(foundation, message) })
  const onCaptcha =
    settings.mode === 'demo' ? (id: string, answer: string) => keepAnswer(ephemeral, id, answer) : undefined
  return { ephemeral, messenger, challenges: challengesOf({ ...foundation, ephemeral, messenger, onCaptcha }) }
}
