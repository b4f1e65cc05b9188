import { type Component, defineAsyncComponent } from 'vue'
import type { OnlineStepKindName } from '../../sync-server/contract/flow/online-kinds.ts'
import { isFormKind, isPhoneKind, type OwnViewKind } from '../form/form-kind.ts'

type Load = () => Promise<Component>
const ownLoaders: Readonly<Record<OwnViewKind, Load>> = {
  'choose-recovery-way': () => import('./ChooseRecoveryWay.vue'),
  'set-ethnic-group': () => import('./SetEthnicGroup.vue'),
  'ask-document-validity': () => import('./AskDocumentValidity.vue'),
  'show-appointment': () => import('./ShowAppointment.vue'),
  'confirm-deregistration': () => import('./ConfirmDeregistration.vue'),
  'confirm-unbinding': () => import('./ConfirmUnbinding.vue'),
  'bound-elsewhere': () => import('./BoundElsewhere.vue'),
  'open-appeal': () => import('./OpenAppeal.vue'),
  'show-appeal': () => import('./ShowAppeal.vue'),
  'restore-account': () => import('./RestoreAccount.vue'),
}
const loadForm: Load = () => import('../form/FormStep.vue')
const form = defineAsyncComponent(loadForm)
const ownViews = Object.fromEntries(
  Object.entries(ownLoaders).map(([kind, load]) => [kind, defineAsyncComponent(load)]),
) as Readonly<Record<OwnViewKind, Component>>

/** The views of every kind of step on one screen. */
export interface StepViews {
  /** The form, what concerns the phone, or the kind's own; a kind without a view does not compile. */
  readonly of: (kind: OnlineStepKindName) => Component
  /** Fetches every view ahead of its turn. */
  readonly load: () => Promise<void>
}

/** The views for a screen; what is finished on the phone looks different on every one. */
export function stepViewsWith(loadErrand: Load): StepViews {
  const errand = defineAsyncComponent(loadErrand)
  const of = (kind: OnlineStepKindName): Component => {
    if (isPhoneKind(kind)) return errand
    return isFormKind(kind) ? form : ownViews[kind as OwnViewKind]
  }
  const all = [loadForm, loadErrand, ...Object.values(ownLoaders)]
  return { of, load: async () => void (await Promise.all(all.map((load) => load()))) }
}
