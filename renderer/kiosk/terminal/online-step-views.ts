import { type Component, defineAsyncComponent } from 'vue'
import type { OnlineStepKindName } from '../../../sync-server/contract/flow/online-kinds.ts'
import { isFormKind, isPhoneKind, type OwnViewKind } from '../../form/form-kind.ts'

const loaders: Readonly<Record<OwnViewKind, () => Promise<Component>>> = {
  'choose-recovery-way': () => import('./steps/ChooseRecoveryWay.vue'),
  'set-ethnic-group': () => import('./steps/SetEthnicGroup.vue'),
  'ask-document-validity': () => import('./steps/AskDocumentValidity.vue'),
  'show-appointment': () => import('./steps/ShowAppointment.vue'),
  'confirm-deregistration': () => import('./steps/ConfirmDeregistration.vue'),
  'confirm-unbinding': () => import('./steps/ConfirmUnbinding.vue'),
  'bound-elsewhere': () => import('./steps/BoundElsewhere.vue'),
  'open-appeal': () => import('./steps/OpenAppeal.vue'),
  'show-appeal': () => import('./steps/ShowAppeal.vue'),
  'restore-account': () => import('./steps/RestoreAccount.vue'),
}
const form = defineAsyncComponent(() => import('./form/FormStep.vue'))
const phone = defineAsyncComponent(() => import('./steps/PhoneErrandStep.vue'))
const ownViews = Object.fromEntries(
  Object.entries(loaders).map(([kind, loader]) => [kind, defineAsyncComponent(loader)]),
) as Readonly<Record<OwnViewKind, Component>>

/** The view of a kind of step: the form, the QR code for the phone, or the kind's own; a kind without a view does not compile. */
export function stepView(kind: OnlineStepKindName): Component {
  if (isPhoneKind(kind)) return phone
  return isFormKind(kind) ? form : ownViews[kind as OwnViewKind]
}

/** Fetches every step's view ahead of its turn. */
export async function loadOnlineSteps(): Promise<void> {
  await Promise.all([
    import('./form/FormStep.vue'),
    import('./steps/PhoneErrandStep.vue'),
    ...Object.values(loaders).map((load) => load()),
  ])
}
