/** What stands in the decision's fields, and which of them somebody left empty. */
export interface AppealVerdict {
  readonly answer: string
  readonly staffNumber: string
  readonly password: string
  readonly complaint: 'answer' | 'claim' | undefined
}

/** Nothing typed yet. */
export const blankVerdict: AppealVerdict = { answer: '', staffNumber: '', password: '', complaint: undefined }

/** Which field has to be filled before anything can be decided; undefined when none. */
export function complaintOf({ answer, staffNumber, password }: AppealVerdict): AppealVerdict['complaint'] {
  if (answer.trim() === '') return 'answer'
  return staffNumber.trim() === '' || password === '' ? 'claim' : undefined
}
