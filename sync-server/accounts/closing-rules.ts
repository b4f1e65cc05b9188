const DAY_MS = 86_400_000

/** When an account whose owner wishes it closed is erased; undefined when that is at once. */
export function erasureAfter(wishedAt: Date, coolingOffDays: number): Date | undefined {
  return coolingOffDays === 0 ? undefined : new Date(wishedAt.getTime() + coolingOffDays * DAY_MS)
}

/** Whether an account's time has come; whoever signed in before that moment has it back. Instants are RFC 3339 in UTC. */
export function isErasureDue(
  account: { readonly status: string; readonly eraseAt: string | null },
  now: string,
): boolean {
  return account.status === 'closing' && account.eraseAt !== null && account.eraseAt <= now
}
