import type { FailureCode } from '../contract/failure.ts'

/** What somebody who knows the owner would try first. */
export interface KnownNumbers {
  readonly phoneNumber?: string
  readonly documentNumber?: string
}

/** Why six digits say too much of their owner: they stand in the phone or the document, where the date of birth stands too. */
export function likeOwnerFault(
  password: string,
  { phoneNumber, documentNumber }: KnownNumbers,
): FailureCode | undefined {
  const isLike = [phoneNumber, documentNumber].some((known) => known?.includes(password))
  return isLike ? 'security-password.like-owner' : undefined
}
