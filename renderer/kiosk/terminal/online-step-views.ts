import { stepViewsWith } from '../../steps/step-views.ts'

/** The views of the terminal; what is finished on the phone shows its QR code here, and cards are read. */
export const onlineStepViews = stepViewsWith({
  'scan-code': () => import('./steps/PhoneErrandStep.vue'),
  'face-on-phone': () => import('./steps/FaceErrandStep.vue'),
  'read-id-card': () => import('./steps/CardStep.vue'),
  'sign-in-by-card': () => import('./steps/CardStep.vue'),
})
