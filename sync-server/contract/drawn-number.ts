const RADIX = 10

/** How many digits of a number are drawn at random; one more says whether it was written down rightly. */
export const DRAWN_DIGITS = 8

/** Check digit of a row of digits: ISO/IEC 7064, MOD 11,10. Finds every wrong digit and every swap of neighbours. */
function checkDigit(digits: string): number {
  const product = [...digits].reduce((kept, digit) => {
    const sum = (kept + Number(digit)) % RADIX || RADIX
    return (sum * 2) % (RADIX + 1)
  }, RADIX)
  return (RADIX + 1 - product) % RADIX
}

/** A number to be written down and said: digits that were drawn at random, and their check digit. */
export function drawnNumber(drawn: string): string {
  return drawn + String(checkDigit(drawn))
}

/** What was typed, without the gaps in which it is written and read aloud; undefined when it can be no such number. */
export function readDrawnNumber(typed: string): string | undefined {
  const digits = typed.replace(/[\s-]/g, '')
  const isWhole = /^\d{9}$/.test(digits)
  return isWhole && drawnNumber(digits.slice(0, DRAWN_DIGITS)) === digits ? digits : undefined
}

/** In groups of three, as it is shown and said. */
export function groupDrawnNumber(number: string): string {
  return number.replace(/(\d{3})(?=\d)/g, '$1 ')
}
