import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { afterEach, beforeEach, vi } from 'vitest'
import type { FieldId } from '../../../sync-server/contract/field.ts'
import { onlineStepKinds } from '../../../sync-server/contract/flow/index.ts'
import { type FormKind, isFormKind } from '../../../renderer/form/form-kind.ts'
import type { FormInputView } from '../../../renderer/form/form-sheet.ts'
import FormStep from '../../../renderer/form/FormStep.vue'
import StepFrame from '../../../renderer/kiosk/terminal/components/StepFrame.vue'
import { frameKey } from '../../../renderer/steps/frame.ts'
import { inputId } from '../../../renderer/form/form-field.ts'

/** Every kind of step that the one form draws. */
export const formKinds = (Object.keys(onlineStepKinds) as (keyof typeof onlineStepKinds)[]).filter(isFormKind)

/** The fields of a kind, in the order of its row. */
export const fieldsOf = (kind: FormKind): readonly FieldId[] => onlineStepKinds[kind].fields.map(({ field }) => field)

export const captcha = { captchaId: 'c1', image: 'data:image/png;base64,', isPassed: false }
export const passed = { ...captcha, isPassed: true }
export const sentCode = (now: number) => ({
  sentTo: '100****0018',
  resendAt: new Date(now + 59_000).toISOString(),
  expiresAt: new Date(now + 299_000).toISOString(),
})

/** Something right for every field; nobody's number, nobody's name. */
export const right: Readonly<Record<FieldId, string>> = {
  username: 'synthetic1',
  phoneNumber: '10000000018',
  accountName: 'synthetic1',
  captcha: '7640',
  smsCode: '123456',
  emailCode: '123456',
  password: 'Synthetic2026',
  passwordAgain: 'Synthetic2026',
  oldPassword: 'Synthetic2025',
  oldSecurityPassword: '620175',
  securityPassword: '739204',
  securityPasswordAgain: '739204',
  currentPassword: 'Synthetic2026',
  agreement: 'yes',
  email: 'somebody@mail.example',
  fullName: '欧阳若溪',
  residentIdNumber: '119999199003079961',
  documentType: 'resident-id-card',
  documentNumber: '119999199003079961',
  validFrom: '20200101',
  validity: 'until',
  validUntil: '20400101',
  bankCardNumber: '6299990000000000004',
  reservedPhone: '10000000018',
  socialCardNumber: 'A12345678',
  fundAccount: '123456789012',
  licenceFileNumber: '110000000001',
  paymentAccount: 'somebody@mail.example',
}

/** What the terminal puts around every step. */
export const inTerminal = { plugins: [ElementPlus], provide: { [frameKey as symbol]: StepFrame } }

/** Mounts the form of a kind as the kiosk would show it first. */
export async function mountForm(kind: FormKind, input: FormInputView = {}, more: object = {}): Promise<VueWrapper> {
  const { title } = onlineStepKinds[kind]
  const wrapper = mount(FormStep, {
    props: { kind, input, title, isBusy: false, ...more },
    attachTo: globalThis.document.body,
    global: inTerminal,
  })
  await flushPromises()
  return wrapper
}

/** The input of a field. */
export const entry = (wrapper: VueWrapper, field: FieldId) => wrapper.get<HTMLInputElement>(`#${inputId(field)}`)

/** Types into a field as a person would, or ticks it. */
export async function fill(wrapper: VueWrapper, field: FieldId, value = right[field]): Promise<void> {
  const { element } = wrapper.get(`#${inputId(field)}`)
  if (element.tagName === 'BUTTON') await pickBehind(wrapper, field, value)
  else if (element.tagName === 'FIELDSET') await wrapper.get(`#${element.id} input[value=${value}]`).trigger('click')
  else await entry(wrapper, field).setValue(field === 'agreement' ? value === 'yes' : value)
}

/** Picks an answer of a list that lies behind the one that is picked. */
async function pickBehind(wrapper: VueWrapper, field: FieldId, value: string): Promise<void> {
  await wrapper.get(`#${inputId(field)}`).trigger('click')
  await wrapper.get(`#${inputId(field)}-options input[value=${value}]`).trigger('click')
}

/** What is told beside a field; empty when nothing is wrong with it. */
export function complaint(wrapper: VueWrapper, field: FieldId): string {
  const told = wrapper.find(`#${inputId(field)}-complaint`)
  return told.exists() ? told.text() : ''
}

/** An answer is worked on, and the kiosk comes back with what it shows next. */
export async function comesBack(wrapper: VueWrapper, next: object): Promise<void> {
  await wrapper.setProps({ isBusy: true })
  await wrapper.setProps({ isBusy: false, ...next })
  await flushPromises()
}

/** When every test on forms happens. */
export const NOW = Date.parse('2026-11-22T10:00:00Z')

/** Stands the clock still for every test of a file and takes down the form that it mounted. */
export function standStill(mounted: () => VueWrapper): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] })
  })
  afterEach(() => {
    mounted().unmount()
    vi.useRealTimers()
  })
}

/** Presses the primary button. */
export async function submitForm(wrapper: VueWrapper): Promise<void> {
  await wrapper.get('form').trigger('submit')
  await flushPromises()
}
