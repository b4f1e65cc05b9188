import { type Component, defineAsyncComponent } from 'vue'
import type { OnlineStepKindName } from '../../sync-server/contract/flow/online-kinds.ts'
import { type CardKind, isFormKind, type OwnViewKind, type PhoneKind } from '../form/form-kind.ts'

type Load = () => Promise<Component>
const ownLoaders: Readonly<Record<OwnViewKind, Load>> = {
  'choose-recovery-way': () => import('./ChooseRecoveryWay.vue'),
  'set-ethnic-group': () => import('./SetEthnicGroup.vue'),
  'ask-document-validity': () => import('./AskDocumentValidity.vue'),
  'show-appointment': () => import('./ShowAppointment.vue'),
  'confirm-deregistration': () => import('./ConfirmDeregistration.vue'),
  'confirm-card': () => import('./ConfirmCard.vue'),
  'confirm-unbinding': () => import('./ConfirmUnbinding.vue'),
  'bound-elsewhere': () => import('./BoundElsewhere.vue'),
  'open-appeal': () => import('./OpenAppeal.vue'),
  'show-appeal': () => import('./ShowAppeal.vue'),
  'restore-account': () => import('./RestoreAccount.vue'),
}
const loadForm: Load = () => import('../form/FormStep.vue')
const form = defineAsyncComponent(loadForm)

/** The views of every kind of step on one screen. */
export interface StepViews {
  /** The form, what concerns the phone, or the kind's own; a kind without a view does not compile. */
  readonly of: (kind: OnlineStepKindName) => Component
  /** Fetches every view ahead of its turn. */
  readonly load: () => Promise<void>
}

const loadElsewhere: Load = () => import('./CardElsewhere.vue')
const withoutReader: Readonly<Record<CardKind, Load>> = {
  'read-id-card': loadElsewhere,
  'sign-in-by-card': loadElsewhere,
}

/** What a screen shows in its own way: what is finished on the phone, and cards where it has a reader. */
type ScreensOwn = Readonly<Record<PhoneKind, Load>> & Readonly<Partial<Record<CardKind, Load>>>

/** The views for a screen; what is finished on the phone looks different on every one, and few have a reader for cards. */
export function stepViewsWith(screensOwn: ScreensOwn): StepViews {
  const loaders = { ...ownLoaders, ...withoutReader, ...screensOwn }
  const views = Object.fromEntries(
    Object.entries(loaders).map(([kind, load]) => [kind, defineAsyncComponent(load)]),
  ) as Readonly<Record<keyof typeof loaders, Component>>
  const of = (kind: OnlineStepKindName): Component => (isFormKind(kind) ? form : views[kind as keyof typeof loaders])
  const all = [loadForm, ...Object.values(loaders)]
  return { of, load: async () => void (await Promise.all(all.map((load) => load()))) }
}
