/** Whether this build may run as a demo; packages for halls are built with `demo-mode.production.ts` in its place. */
export const hasDemoMode: boolean = true
