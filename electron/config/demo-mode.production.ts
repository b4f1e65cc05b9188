/** A build for halls serves citizens and nothing else. */
export const hasDemoMode: boolean = false
