import type { FailureCode } from '../contract/failure.ts'

/** What somebody who knows the owner would try first. */
export interface KnownOfOwner {
  readonly username?: string
  readonly phoneNumber?: string
}

const END_OF_PHONE = 6

/** Why a new password says too much of its account: it holds or is part of the user name, or ends of the phone; capitals do not matter. */
export function likeAccountFault(password: string, known: KnownOfOwner): FailureCode | undefined {
  const plain = password.toLowerCase()
  const username = known.username?.toLowerCase()
  const isLikeName = username !== undefined && (plain.includes(username) || username.includes(plain))
  const isLikePhone = known.phoneNumber !== undefined && plain.includes(known.phoneNumber.slice(-END_OF_PHONE))
  return isLikeName || isLikePhone ? 'password.like-account' : undefined
}
