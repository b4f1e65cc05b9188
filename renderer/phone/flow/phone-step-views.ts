import { stepViewsWith } from '../../steps/step-views.ts'

/** The views of the phone; what a terminal shows as a QR code is a link here. */
export const phoneStepViews = stepViewsWith({
  'scan-code': () => import('./ErrandStep.vue'),
  'face-on-phone': () => import('./ErrandStep.vue'),
})
