import type { Flow } from './language.ts'
import {
  bindEmail,
  bookInPerson,
  changePassword,
  deregisterAccount,
  rebindPhone,
  registerChecks,
  setEthnicGroup,
  setSecurityPassword,
  verifyFace,
  verifyRealName,
} from './flows/account-centre.ts'
import { rebindDocument, unbindDocument } from './flows/identity.ts'
import { recoverAccess } from './flows/recover-access.ts'
import { registerAccount } from './flows/register-account.ts'
import { signIn, signInByCard, signInByQr, signInBySms } from './flows/sign-in.ts'
import { verifyInPerson } from './flows/verify-in-person.ts'

/** Every flow there is; one line each. */
export const flows: readonly Flow[] = [
  verifyInPerson,
  signIn,
  signInBySms,
  signInByQr,
  signInByCard,
  registerAccount,
  recoverAccess,
  changePassword,
  rebindPhone,
  bindEmail,
  setEthnicGroup,
  verifyRealName,
  ...registerChecks,
  verifyFace,
  setSecurityPassword,
  rebindDocument,
  unbindDocument,
  deregisterAccount,
  bookInPerson,
]

/** The flow with this id in this version. */
export function flowOf(id: string, version?: number): Flow | undefined {
  return flows.find((flow) => flow.id === id && (version === undefined || flow.version === version))
}
