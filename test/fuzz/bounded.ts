/** A parser that gives more than it was given would fill the memory. */
export function bounded(count: number, most: number): void {
  if (count > most) throw new RangeError(`${count} came out where ${most} went in`)
}
