/** The calendar day `YYYY-MM-DD` in the hall, which is what an expiry date on a document means. */
export function localDay(now: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
