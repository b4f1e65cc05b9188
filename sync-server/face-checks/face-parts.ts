import type { Policy } from '../contract/policy.ts'
import type { ClaimParts } from '../claims/claims.service.ts'
import type { CheckParts } from '../claims/register-check.service.ts'
import type { Ephemeral } from '../platform/ephemeral/ephemeral.ts'
import type { SecurityPasswordParts } from '../security-passwords/security-passwords.service.ts'
import type { PhoneParts } from '../tickets/phone.service.ts'

/** What checking a face stands on. */
export type FaceParts = PhoneParts &
  CheckParts &
  ClaimParts &
  SecurityPasswordParts & { readonly ephemeral: Ephemeral; readonly policy: Policy }
