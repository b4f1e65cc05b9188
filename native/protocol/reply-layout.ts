/** How the data of a successful answer is cut into named parts. */
export type ReplyLayout<Part extends string = string> =
  | { readonly kind: 'fixed'; readonly parts: readonly { readonly name: Part; readonly bytes: number }[] }
  | { readonly kind: 'announced'; readonly parts: readonly { readonly name: Part }[] }
  | { readonly kind: 'up-to'; readonly parts: readonly { readonly name: Part; readonly bytes: number }[] }

/** Parts by name; views into the frame, not copies. */
export type ReplyParts<Part extends string> = Readonly<Record<Part, Uint8Array>>

/** An answer without data. */
export const nothing: ReplyLayout<never> = { kind: 'fixed', parts: [] }

/** One part of exactly so many bytes. */
export const fixed = <Part extends string>(name: Part, bytes: number): ReplyLayout<Part> => ({
  kind: 'fixed',
  parts: [{ name, bytes }],
})

/** One part of at most so many bytes, for answers that readers shorten. */
export const upTo = <Part extends string>(name: Part, bytes: number): ReplyLayout<Part> => ({
  kind: 'up-to',
  parts: [{ name, bytes }],
})

/** Big-endian 16-bit lengths of all parts first, then the parts: cut by what is announced, never by constants. */
export const announced = <Part extends string>(...names: readonly Part[]): ReplyLayout<Part> => ({
  kind: 'announced',
  parts: names.map((name) => ({ name })),
})

function sizesOf(layout: ReplyLayout, data: Uint8Array): readonly number[] {
  if (layout.kind !== 'announced') return layout.parts.map((part) => part.bytes)
  const header = new DataView(data.buffer, data.byteOffset, data.byteLength)
  return layout.parts.map((_, i) => (2 * i + 2 <= data.length ? header.getUint16(2 * i) : Infinity))
}

/** Cuts an answer's data; nothing when the data does not have this layout, so that a stray answer is noticed. */
export function cutReply<Part extends string>(
  layout: ReplyLayout<Part>,
  data: Uint8Array,
): ReplyParts<Part> | undefined {
  const sizes = sizesOf(layout, data)
  let at = layout.kind === 'announced' ? 2 * sizes.length : 0
  const total = sizes.reduce((sum, size) => sum + size, at)
  if (layout.kind === 'up-to' ? data.length > total : data.length !== total) return undefined
  const parts: Partial<Record<Part, Uint8Array>> = {}
  layout.parts.forEach((part, i) => {
    parts[part.name] = data.subarray(at, at + (sizes[i] ?? 0))
    at += sizes[i] ?? 0
  })
  return parts as Record<Part, Uint8Array>
}
