/** What a camera understands of a packet that it is sent. */
export type ViscaOrder =
  | { readonly kind: 'address-set' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'ask'; readonly address: number }
  | { readonly kind: 'unknown'; readonly address: number }
  | { readonly kind: 'do'; readonly address: number; readonly act: string }

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
/** Pan and tilt codes of the maker's list, read from the other side. */
const ACTS: Readonly<Record<string, string>> = {
  '0301': 'up',
  '0302': 'down',
  '0103': 'left',
  '0203': 'right',
  '0303': 'stop',
}

/** Reads a packet as the maker's command list has it, without the tables of whoever speaks to cameras. */
export function readViscaOrder(packet: Uint8Array): ViscaOrder {
  const hex = hexOf(packet)
  if (hex === '883001ff') return { kind: 'address-set' }
  if (hex === '88010001ff') return { kind: 'clear' }
  const address = (packet[0] ?? 0) & 0x0f
  const body = hex.slice(2, -2)
  if (body.startsWith('09')) return { kind: 'ask', address }
  const preset = /^01043f02(..)$/.exec(body)?.[1]
  if (preset !== undefined) return { kind: 'do', address, act: `recall ${Number.parseInt(preset, 16)}` }
  const move = ACTS[/^010601....(....)$/.exec(body)?.[1] ?? '']
  return move === undefined ? { kind: 'unknown', address } : { kind: 'do', address, act: move }
}
