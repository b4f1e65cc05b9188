/** Does a job again and again until it is stopped; stopping waits for the one under way. */
export function keepDoing(job: () => Promise<unknown>, everyMs: number): () => Promise<void> {
  let underWay: Promise<unknown> | undefined
  const look = (): void => {
    underWay ??= job()
      .catch(() => undefined) // the database is away; the next look finds everything where it was
      .finally(() => {
        underWay = undefined
      })
  }
  const timer = setInterval(look, everyMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await underWay
  }
}
