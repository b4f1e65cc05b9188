import type { InjectionKey } from 'vue'
import type { FieldId, KeyboardLayout } from '../../sync-server/contract/field.ts'

/** What a field's input says about how it is typed. */
export type Typing = (field: FieldId | undefined, layout: KeyboardLayout) => object

/** Typed on the screen's own keyboard, and remembered by nobody. */
export const typedOnScreen: Typing = (_field, layout) => ({
  'data-keyboard': layout,
  inputmode: 'none',
  autocomplete: 'off',
})

const modes: Readonly<Record<KeyboardLayout, string>> = {
  digits: 'numeric',
  letters: 'text',
  email: 'email',
  pinyin: 'text',
  'id-number': 'text',
}

/** What the owner of a device may have it fill in (WHATWG HTML 4.10.18.7). */
const purposes: Partial<Record<FieldId, string>> = {
  accountName: 'username',
  username: 'username',
  currentPassword: 'current-password',
  oldPassword: 'current-password',
  password: 'new-password',
  passwordAgain: 'new-password',
  phoneNumber: 'tel',
  reservedPhone: 'tel',
  email: 'email',
  smsCode: 'one-time-code',
  emailCode: 'one-time-code',
  fullName: 'name',
}

/** Typed on the keyboard of a person's own device, which may know what belongs here. */
export const typedOnOwnDevice: Typing = (field, layout) => ({
  inputmode: modes[layout],
  autocomplete: (field && purposes[field]) ?? 'off',
})

/** Whether a form begins in its first field; a phone's keyboard would cover what has to be read before. */
export const beginsInFieldKey: InjectionKey<boolean> = Symbol('begins in field')

/** Where a field finds out how it is typed. */
export const typingKey: InjectionKey<Typing> = Symbol('typing')
