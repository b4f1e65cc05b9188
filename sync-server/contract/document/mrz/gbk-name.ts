/** Every platform has it; the contract, which belongs to none, knows no platform's types. */
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean },
) => { decode(bytes: Uint8Array): string }

const LETTERS = /^[A-P]*$/
const A = 'A'.charCodeAt(0)
const decoder = new TextDecoder('gbk', { fatal: true })

/**
 * A Chinese name whose GBK bytes are written as letters, a half byte each (0 = A … F = P); nothing when the letters are
 * no such name. Twelve letters hold three characters at most: longer names are cut off.
 */
export function gbkName(letters: string): string | undefined {
  const written = letters.replace(/<+$/, '')
  if (written === '' || written.length % 4 !== 0 || !LETTERS.test(written)) return undefined
  const half = (at: number): number => written.charCodeAt(at) - A
  const bytes = Uint8Array.from({ length: written.length / 2 }, (_, i) => (half(2 * i) << 4) | half(2 * i + 1))
  try {
    const name = decoder.decode(bytes)
    return /^\p{Script=Han}+$/u.test(name) ? name : undefined
  } catch {
    return undefined
  }
}
