import { watch } from 'vue'
import { type FieldId, fields } from '../../sync-server/contract/field.ts'
import { fieldsOfFailure } from '../../sync-server/contract/form-rules.ts'
import { captchaToCheck, emptiedBy, fieldOf, sendCodeAnswer, submitAnswer } from './form-sheet.ts'
import { useComplaints } from './useComplaints.ts'
import { type FormProps, type FormState, useFormState } from './useFormState.ts'

/** Where a form's answers go, and how the screen moves the focus. */
export interface FormEnds {
  readonly send: (answer: object) => void
  readonly focus: (field: FieldId) => void
}

type Answer = (given: object, kind: 'submit' | 'captcha' | 'code') => void

/** The fourth digit asks whether the captcha is right; a new picture empties its field. */
function followCaptcha(props: FormProps, { sheet, values, faults }: FormState, answer: Answer): void {
  // Which answer to which picture was asked last; one that the network lost is asked again once a digit changes.
  let asked: string | undefined
  watch(
    () => props.input.captcha?.captchaId,
    () => {
      values.captcha = ''
      faults.delete('captcha')
    },
  )
  watch([() => captchaToCheck(sheet.value), () => props.isBusy], ([next, isBusy]) => {
    const key = next && next.captchaId + next.answer
    if (isBusy || key === asked) return
    asked = key
    if (next) answer({ act: 'check-captcha', ...next }, 'captcha')
  })
}

/** What follows an answer: the focus goes to what failed or to the code that was sent, and a used-up code is emptied. */
function followAnswers(props: FormProps, state: FormState, focus: FormEnds['focus']): void {
  const { asked, values, pending, edited } = state
  function settle(): void {
    const code = props.failure?.code
    const isCodeWrong = code !== undefined && fieldsOfFailure[code]?.some((field) => fields[field].kind === 'code')
    if (pending.value === 'submit') state.settledFor.value = isCodeWrong ? undefined : state.sentAddress.value
    const codeField = asked.value.find(({ field }) => fields[field].kind === 'code')?.field
    const next = code ? fieldOf(code, asked.value) : pending.value === 'code' ? codeField : undefined
    for (const field of code ? emptiedBy(code) : []) values[field] = ''
    if (next) focus(next)
    pending.value = undefined
    edited.clear()
  }
  watch(
    () => [props.isBusy, props.failure, props.input],
    () => {
      if (!props.isBusy && pending.value) settle()
    },
  )
}

/** A form being filled in: what was typed, what is wrong where, and what may be sent. Values stay until a server used them up. */
export function useForm(props: FormProps, { send, focus }: FormEnds) {
  const state = useFormState(props)
  const { values, faults, edited, pending, sheet } = state
  const complaints = useComplaints(props, state)

  const answer: Answer = (given, kind) => {
    if (props.isBusy) return
    pending.value = kind
    state.sentAddress.value = state.address.value
    edited.clear()
    send(given)
  }
  function type(field: FieldId, value: string): void {
    values[field] = value
    faults.delete(field)
    edited.add(field)
  }
  function submit(): void {
    if (complaints.waitS.value > 0) return
    const wrong = complaints.checkAll()
    if (wrong) focus(wrong)
    else answer(submitAnswer(sheet.value), 'submit')
  }
  // In this order: an answer is settled before the next one may leave.
  followAnswers(props, state, focus)
  followCaptcha(props, state, answer)

  return {
    ...state,
    ...complaints,
    type,
    submit,
    renewCaptcha: () => answer({ act: 'renew-captcha' }, 'captcha'),
    sendCode: () => answer(sendCodeAnswer(sheet.value), 'code'),
  }
}
