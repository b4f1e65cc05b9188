import type { FormField } from '../../sync-server/contract/flow/online-form.ts'

/** What every kind of field is given. */
export interface FieldProps {
  readonly asked: FormField
  readonly value: string
  readonly complaint?: { readonly title: string; readonly action: string } | undefined
}

/** What every kind of field tells: each change of its value, and that it was left. */
export interface FieldEvents {
  type: [value: string]
  left: []
}

/** The id of a field's input; unique, since a form asks for no field twice. */
export const inputId = (field: string): string => `field-${field}`
