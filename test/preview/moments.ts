/** Instants beside now, as the kiosk would send them. */
export const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()
export const ago = (minutes: number): string => soon(-60 * minutes)
