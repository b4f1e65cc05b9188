/** LCUS relay boards (CH340, 9600 8N1): `A0 channel state sum`, the sum over the first three bytes, modulo 256. Nothing answers. */
const HEAD = 0xa0

/** Switches one channel, counted from 1. */
export function relaySwitch(channel: number, isOn: boolean): Uint8Array {
  const state = isOn ? 1 : 0
  return Uint8Array.of(HEAD, channel, state, (HEAD + channel + state) & 0xff)
}

/** What a board reads from its line; a wrong sum costs one byte. */
export class RelayStream {
  #held: number[] = []

  push(chunk: Uint8Array): readonly { readonly channel: number; readonly isOn: boolean }[] {
    this.#held.push(...chunk)
    const switches: { channel: number; isOn: boolean }[] = []
    while (this.#held.length >= 4) {
      const [head = 0, channel = 0, state = 0, sum = 0] = this.#held
      const isWhole = head === HEAD && state <= 1 && ((head + channel + state) & 0xff) === sum
      this.#held.splice(0, isWhole ? 4 : 1)
      if (isWhole) switches.push({ channel, isOn: state === 1 })
    }
    return switches
  }
}
