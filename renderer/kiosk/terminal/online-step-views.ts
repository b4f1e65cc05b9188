import { stepViewsWith } from '../../steps/step-views.ts'

/** The views of the terminal; what is finished on the phone shows its QR code here. */
export const onlineStepViews = stepViewsWith(() => import('./steps/PhoneErrandStep.vue'))
