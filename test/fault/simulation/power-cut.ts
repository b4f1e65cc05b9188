/** What a process sees of its own end: the port that it calls never comes back to it in any useful way. */
export class PowerCut extends Error {
  constructor() {
    super('power cut')
    this.name = 'PowerCut'
  }
}

/** One run of a process, from its start to its end. */
export interface Life {
  isOver: boolean
}

/** Where a process may die: whoever is asked throws a PowerCut when this is the moment. */
export type DieAt = (moment: 'before-commit' | 'after-commit' | 'at-signature') => boolean
