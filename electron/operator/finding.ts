/** What the doctor found about one thing: good, not good yet, or bad, in words for an administrator, with what to do. */
export interface Finding {
  readonly about: string
  readonly state: 'good' | 'open' | 'bad'
  readonly says: string
  readonly todo?: string
}

/** A finding that needs nothing. */
export function good(about: string, says: string): Finding {
  return { about, state: 'good', says }
}

/** A finding that keeps the kiosk from serving. */
export function bad(about: string, says: string, todo: string): Finding {
  return { about, state: 'bad', says, todo }
}

/** A finding that nobody needs to act on before something else is done. */
export function open(about: string, says: string, todo?: string): Finding {
  return { about, state: 'open', says, ...(todo === undefined ? {} : { todo }) }
}

const signs: Readonly<Record<Finding['state'], string>> = { good: '✓', open: '·', bad: '✗' }

/** One line for people; what to do stands below it. */
export function lineOf({ about, state, says, todo }: Finding): string {
  return `${signs[state]} ${about}：${says}${todo === undefined ? '' : `\n    ${todo}`}`
}
