import { type Component, defineAsyncComponent } from 'vue'
import type { StepKindName } from '../../../sync-server/contract/flow/step-kinds.ts'

const loaders: Readonly<Record<StepKindName, () => Promise<Component>>> = {
  'find-account': () => import('../steps/FindAccount.vue'),
  'open-account': () => import('../steps/OpenAccount.vue'),
  consent: () => import('../steps/ConsentStep.vue'),
  'read-card': () => import('../steps/ReadCard.vue'),
  'capture-face': () => import('../steps/CaptureFace.vue'),
  'compare-by-eye': () => import('../steps/CompareByEye.vue'),
  'approve-exception': () => import('../steps/ApproveException.vue'),
  sign: () => import('../steps/SignStep.vue'),
  review: () => import('../steps/ReviewStep.vue'),
  attest: () => import('../steps/AttestStep.vue'),
}

/** The view of every kind of step; a kind without a view does not compile. */
export const stepViews = Object.fromEntries(
  Object.entries(loaders).map(([kind, loader]) => [kind, defineAsyncComponent({ loader, delay: 400 })]),
) as Readonly<Record<StepKindName, Component>>

/** Fetches every step's view ahead of its turn. */
export async function loadSteps(): Promise<void> {
  await Promise.all(Object.values(loaders).map((load) => load()))
}
