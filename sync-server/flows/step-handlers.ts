import type { OnlineStepKind } from '../contract/flow/index.ts'
import { isOnlineStepKind, onlineStepKinds, type Step } from '../contract/flow/index.ts'
import type { FieldId } from '../contract/field.ts'
import type { Transaction } from '../platform/database/database.ts'
import { askDocumentValidity } from './handlers/ask-document-validity.ts'
import { boundElsewhere } from './handlers/bound-elsewhere.ts'
import { bindEmail } from './handlers/bind-email.ts'
import { bindPhone } from './handlers/bind-phone.ts'
import { changePassword } from './handlers/change-password.ts'
import { chooseRecoveryWay } from './handlers/choose-recovery-way.ts'
import { confirmCard } from './handlers/confirm-card.ts'
import { confirmDeregistration } from './handlers/confirm-deregistration.ts'
import { confirmUnbinding } from './handlers/confirm-unbinding.ts'
import { faceOnPhone } from './handlers/face-on-phone.ts'
import { nameAccount } from './handlers/name-account.ts'
import { openAppealStep } from './handlers/open-appeal.ts'
import { proveCardHolder } from './handlers/prove-card-holder.ts'
import { proveFormerPhone } from './handlers/prove-former-phone.ts'
import { readIdCard } from './handlers/read-id-card.ts'
import { realName } from './handlers/real-name.ts'
import { registerAccount } from './handlers/register-account.ts'
import { registerChecks } from './handlers/register-checks.ts'
import { restoreAccount } from './handlers/restore-account.ts'
import { scanCode } from './handlers/scan-code.ts'
import { setEthnicGroup } from './handlers/set-ethnic-group.ts'
import { setPassword } from './handlers/set-password.ts'
import { setSecurityPassword } from './handlers/set-security-password.ts'
import { showAppeal } from './handlers/show-appeal.ts'
import { showAppointment } from './handlers/show-appointment.ts'
import { signInByCard } from './handlers/sign-in-by-card.ts'
import { signInBySms } from './handlers/sign-in-by-sms.ts'
import { signIn } from './handlers/sign-in.ts'
import { verifyPhone } from './handlers/verify-phone.ts'
import type { CodeTarget, Entry, RunMemory, StepContext, StepHandlers } from './step-handler.ts'

/** Every kind of step with its handler; one without does not compile. */
const stepHandlers: StepHandlers = {
  'sign-in': signIn,
  'sign-in-by-sms': signInBySms,
  'scan-code': scanCode,
  'face-on-phone': faceOnPhone,
  'sign-in-by-card': signInByCard,
  'prove-card-holder': proveCardHolder,
  'restore-account': restoreAccount,
  'register-account': registerAccount,
  'real-name': realName,
  'read-id-card': readIdCard,
  'confirm-card': confirmCard,
  ...registerChecks,
  'confirm-unbinding': confirmUnbinding,
  'bound-elsewhere': boundElsewhere,
  'prove-former-phone': proveFormerPhone,
  'open-appeal': openAppealStep,
  'show-appeal': showAppeal,
  'name-account': nameAccount,
  'choose-recovery-way': chooseRecoveryWay,
  'verify-phone': verifyPhone,
  'set-password': setPassword,
  'change-password': changePassword,
  'set-security-password': setSecurityPassword,
  'bind-phone': bindPhone,
  'bind-email': bindEmail,
  'set-ethnic-group': setEthnicGroup,
  'ask-document-validity': askDocumentValidity,
  'show-appointment': showAppointment,
  'confirm-deregistration': confirmDeregistration,
}

/** What an answer may hold, whatever its kind; its own kind's schema has been asked. */
export type AnyOutput = Readonly<Record<string, unknown>> & { readonly act: string }

/** What any handler's answer leads to. */
export interface AnyResult {
  readonly outcome: string
  readonly memory?: RunMemory
  readonly commit?: (tx: Transaction) => Promise<RunMemory | undefined>
  readonly beside?: () => Promise<void>
}

/** A handler as the runner calls it: with an output whose shape was checked by the schema of the same kind. */
export interface AnyStepHandler {
  enter?(context: StepContext): Promise<Entry>
  input(context: StepContext): Promise<object>
  omitted?(context: StepContext): Promise<readonly FieldId[]>
  answer(context: StepContext, output: AnyOutput): Promise<AnyResult>
  countTry?(context: StepContext, output: AnyOutput): Promise<void>
  codeTarget?(context: StepContext, typed: string | undefined): Promise<CodeTarget>
}

/** A row of a flow with everything its kind brings. */
export interface ActiveStep {
  readonly row: Step
  readonly kind: OnlineStepKind
  readonly handler: AnyStepHandler
}

/** What runs a row of a flow; undefined for a kind that this server does not run. */
export function activeStepOf(row: Step | undefined): ActiveStep | undefined {
  if (!row || !isOnlineStepKind(row.kind)) return undefined
  const handler = stepHandlers[row.kind] as AnyStepHandler | undefined
  return handler && { row, kind: onlineStepKinds[row.kind], handler }
}
