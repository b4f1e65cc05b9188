const FIRST_LEAD = 0x81
const LAST_LEAD = 0xfe
const FIRST_TRAIL = 0x40
const ASCII = 0x80
/** What is printed for a character that the printer's two-byte font has not: 〓, as in books. */
const MISSING = [0xa1, 0xfe] as const

type Pair = readonly [lead: number, trail: number]

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** The platform decodes GB18030 but does not encode it: its two-byte half, turned round. */
function twoByteCharacters(): ReadonlyMap<string, Pair> {
  const decoder = new TextDecoder('gb18030')
  const trails = range(FIRST_TRAIL, LAST_LEAD)
  const all = range(FIRST_LEAD, LAST_LEAD).flatMap((lead) => trails.map((trail): Pair => [lead, trail]))
  const pairs = new Map<string, Pair>()
  for (const pair of all) {
    const text = decoder.decode(Uint8Array.from(pair))
    const isOne = [...text].length === 1 && text !== '\uFFFD'
    if (isOne && !pairs.has(text)) pairs.set(text, pair)
  }
  return pairs
}

let pairs: ReadonlyMap<string, Pair> | undefined

/** Text as the printer's font can show it: ASCII and two-byte GB18030; characters of four bytes become 〓. */
export function gbkText(text: string): Uint8Array {
  pairs ??= twoByteCharacters()
  const known = pairs
  return Uint8Array.from(
    [...text].flatMap((char) => {
      const code = char.codePointAt(0) ?? 0
      return code < ASCII ? [code] : (known.get(char) ?? MISSING)
    }),
  )
}
