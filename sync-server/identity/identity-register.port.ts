/** What is compared with the register: a person's own words. */
export interface ClaimedIdentity {
  readonly fullName: string
  readonly documentNumber: string
}

/**
 * The population register, which says only whether name and number belong together. Throws
 * Problem('identity.register-unavailable') when it cannot be reached or is busy: that is never a mismatch.
 */
export interface IdentityRegister {
  /** Stable name of the authority; kept with the evidence. */
  readonly authority: string
  /** Gives up as soon as the signal says so. */
  isMatch(claimed: ClaimedIdentity, signal: AbortSignal): Promise<boolean>
}
