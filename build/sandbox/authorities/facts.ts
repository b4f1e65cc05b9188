import { createHash } from 'node:crypto'

/** What registers know a synthetic person by, besides name and document. */
export interface RegisterFacts {
  readonly socialCardNumber: string
  readonly fundAccount: string
  readonly licenceFileNumber: string
  readonly paymentAccount: string
  readonly bankCardNumber: string
  readonly reservedPhone: string
  /** A credit card that its first digits give away, and one that only the bank union knows. */
  readonly creditCardNumber: string
  readonly unlistedCreditCardNumber: string
}

/** Digits that are always the same for the same person and purpose, and mean nothing. */
function digitsFor(seed: string, purpose: string, length: number): string {
  const hex = createHash('sha256').update(`${purpose}/${seed}`).digest('hex')
  return BigInt(`0x${hex}`).toString().slice(0, length)
}

/** A number with its check digit (ISO/IEC 7812-1, annex B). */
function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/** Beginnings that no bank in China gives out, and one that credit cards have. */
const DEBIT = '629999'
const UNLISTED_CREDIT = '629998'
const CREDIT = '622575'

/** The facts of whoever has this document; `phoneNumber` is the one that the bank has. */
export function factsOf(documentNumber: string, phoneNumber = '10000009999'): RegisterFacts {
  const digits = (purpose: string, length: number): string => digitsFor(documentNumber, purpose, length)
  return {
    socialCardNumber: `A${digits('social', 8)}`,
    fundAccount: digits('fund', 12),
    licenceFileNumber: digits('licence', 12),
    paymentAccount: phoneNumber,
    bankCardNumber: withCheckDigit(`${DEBIT}${digits('bank', 12)}`),
    reservedPhone: phoneNumber,
    creditCardNumber: withCheckDigit(`${CREDIT}${digits('credit', 9)}`),
    unlistedCreditCardNumber: withCheckDigit(`${UNLISTED_CREDIT}${digits('credit', 12)}`),
  }
}
