import { stepViewsWith } from '../../steps/step-views.ts'

/** The views of the terminal; what is finished on the phone shows its QR code here. */
export const onlineStepViews = stepViewsWith({
  'scan-code': () => import('./steps/PhoneErrandStep.vue'),
  'face-on-phone': () => import('./steps/FaceErrandStep.vue'),
})
