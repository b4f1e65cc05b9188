import type { HandoffAnswer } from '../../../sync-server/contract/third-party.ts'
import type { TabStore } from '../client/tab-store.ts'

/** Somebody whom a third party knows and no account yet. */
export type Acquaintance = Extract<HandoffAnswer, { linkTicket: string }>

const NAME = 'acquaintance'

/** Remembers an acquaintance while its person signs in or registers. */
export const keepAcquaintance = (store: TabStore, acquaintance: Acquaintance): void => store.set(NAME, acquaintance)

/** The acquaintance that waits for an account. */
export const keptAcquaintance = (store: TabStore): Acquaintance | undefined => store.get<Acquaintance>(NAME)

/** It was linked, or its person does not want that. */
export const dropAcquaintance = (store: TabStore): void => store.drop(NAME)
