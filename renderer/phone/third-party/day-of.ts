/** The day of an instant as people write it, in the hall's own zone. */
export function dayOf(instant: string): string {
  return new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'Asia/Shanghai' }).format(new Date(instant))
}
