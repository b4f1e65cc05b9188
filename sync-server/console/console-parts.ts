import type { Policy } from '../contract/policy.ts'
import type { Challenges } from '../challenges/challenges.port.ts'
import type { StaffParts } from '../staff/staff.service.ts'
import type { WebhookParts } from '../webhooks/webhooks.service.ts'

/** What the console needs of its surroundings. */
export type ConsoleParts = StaffParts & WebhookParts & { readonly challenges: Challenges; readonly policy: Policy }
