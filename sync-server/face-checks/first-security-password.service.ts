import { type FailureCode, Problem } from '../contract/failure.ts'
import { firstFault } from '../contract/form-rules.ts'
import { sha256Hex } from '../platform/digest.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import { keepSecurityPassword, securityPasswordFault } from '../security-passwords/security-passwords.service.ts'
import type { Matching } from '../tickets/phone.service.ts'
import type { FaceParts } from './face-parts.ts'

const FORM = ['securityPassword', 'securityPasswordAgain'] as const

/** How long after its face was matched a phone may set the password. */
const PASSWORD_S = 600

const keyOf = ({ phoneToken, matchNumber }: Matching): string =>
  `face-password/${sha256Hex(`${phoneToken}/${matchNumber}`)}`

/** Lets the phone whose face was just matched set the password, also when the kiosk has gone on and its run is gone. */
export function allowPassword({ ephemeral }: FaceParts, matching: Matching, accountId: string): Promise<void> {
  return ephemeral.put(keyOf(matching), accountId, PASSWORD_S)
}

/**
 * 设置信息安全密码 on the phone whose face was just matched (manual 1.3.2.1): a fresh match stands for the old password, so that
 * whoever has forgotten it sets it here again.
 */
export async function setFirstPassword(
  parts: FaceParts,
  caller: ClientCaller,
  said: Matching & { securityPassword: string; securityPasswordAgain: string },
): Promise<void> {
  const { securityPassword, securityPasswordAgain } = said
  const typed = firstFault(FORM, { securityPassword, securityPasswordAgain })?.code
  const accountId = await parts.ephemeral.get(keyOf(said))
  if (accountId === undefined) throw new Problem('electronic-id.needed')
  const fault: FailureCode | undefined = typed ?? (await securityPasswordFault(parts, accountId, securityPassword))
  if (fault) throw new Problem(fault)
  const hash = await parts.passwords.hash(securityPassword)
  await parts.database.write((tx) => keepSecurityPassword(tx, parts, { accountId, hash, caller }))
}
