import type { DeviceFailureCode } from '../device-error.ts'

/** What a host should do about a status. */
export type Advice = 'none' | 'resend' | 'retry-from-find' | 'read-without-fingerprints' | 'replace-card' | 'give-up'

/** Meaning of one SW3 value: what it is called for people, where it is a failure, and what helps. */
export interface SamStatus {
  readonly meaning: string
  readonly failure?: DeviceFailureCode
  readonly advice: Advice
}

/** SW3 that answer a question and are no failures. */
export const SW3 = { ok: 0x90, empty: 0x91, found: 0x9f, noCard: 0x80 } as const

const fault = (meaning: string, failure: DeviceFailureCode, advice: Advice): SamStatus => ({ meaning, failure, advice })
const plain = (meaning: string): SamStatus => ({ meaning, advice: 'none' })

/** Every SW3 that a module puts on the wire (status list of the SAM_V host protocol). */
export const samStatuses: ReadonlyMap<number, SamStatus> = new Map([
  [SW3.ok, plain('done')],
  [SW3.empty, plain('the card has no such content')],
  [SW3.found, plain('card found')],
  [SW3.noCard, plain('no card, or the same card was not lifted')],
  [0x10, fault('the module saw a bad check byte', 'reader.protocol-error', 'resend')],
  [0x11, fault('the module saw a wrong length', 'reader.protocol-error', 'resend')],
  [0x21, fault('bad command or parameter', 'reader.protocol-error', 'give-up')],
  [0x23, fault('no privilege for the command', 'reader.protocol-error', 'give-up')],
  [0x24, fault('error that the module cannot name', 'card.unreadable', 'retry-from-find')],
  [0x31, fault('the card did not accept the module', 'card.chip-not-genuine', 'replace-card')],
  [0x32, fault('the module did not accept the card', 'card.chip-not-genuine', 'replace-card')],
  [0x33, fault('the information failed verification', 'card.chip-not-genuine', 'replace-card')],
  [0x37, fault('the fingerprints failed verification', 'card.unreadable', 'read-without-fingerprints')],
  [0x3f, fault('wrong length of information', 'card.unreadable', 'retry-from-find')],
  [0x40, fault('not an identity card', 'card.not-identity-card', 'replace-card')],
  [0x41, fault('reading failed, the card may have moved', 'card.unreadable', 'retry-from-find')],
  [0x47, fault('no random number from the card', 'card.unreadable', 'retry-from-find')],
  [0x60, fault('self-test failed', 'reader.out-of-service', 'give-up')],
  [0x66, fault('the module is not authorised', 'reader.out-of-service', 'give-up')],
  [0x81, fault('selecting failed', 'card.unreadable', 'retry-from-find')],
])

const UNKNOWN: SamStatus = fault('status outside the protocol', 'reader.protocol-error', 'retry-from-find')

/** Meaning of an SW3; a value that no module should send counts as a disturbed line. */
export function samStatus(sw3: number): SamStatus {
  return samStatuses.get(sw3) ?? UNKNOWN
}
