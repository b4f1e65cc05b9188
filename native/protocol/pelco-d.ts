import type { Move } from './visca.ts'

/**
 * Pelco-D: seven bytes on RS-485 or RS-232 (2400 to 9600 8N1), `FF address command1 command2 data1 data2 sum`, where the sum is that of
 * bytes 2 to 6, modulo 256. Nothing answers.
 */
const SYNC = 0xff
/** Speeds run from 0 to 3F; the maker's tables call FF turbo. */
const SPEED = 0x20

function packet(address: number, command2: number, data: readonly [number, number] = [0, 0]): Uint8Array {
  const body = [address, 0, command2, ...data]
  return Uint8Array.of(
    SYNC,
    ...body,
    body.reduce((sum, byte) => (sum + byte) & 0xff, 0),
  )
}

const moveCodes: Readonly<Record<Exclude<Move, 'stop'>, number>> = { right: 0x02, left: 0x04, up: 0x08, down: 0x10 }

/** Everything that is said to a camera at an address. */
export const pelcoD = {
  move(address: number, move: Move, speed: number = SPEED): Uint8Array {
    if (move === 'stop') return packet(address, 0)
    const isLevel = move === 'left' || move === 'right'
    return packet(address, moveCodes[move], isLevel ? [speed, 0] : [0, speed])
  },
  /** Tables disagree on which is which; most take 20 for tele. */
  zoom: (address: number, way: 'tele' | 'wide'): Uint8Array => packet(address, way === 'tele' ? 0x20 : 0x40),
  setPreset: (address: number, preset: number): Uint8Array => packet(address, 0x03, [0, preset]),
  presetRecall: (address: number, preset: number): Uint8Array => packet(address, 0x07, [0, preset]),
  auxiliary: (address: number, channel: number, isOn: boolean): Uint8Array =>
    packet(address, isOn ? 0x09 : 0x0b, [0, channel]),
} as const

/** A packet as a camera reads it. */
export interface PelcoPacket {
  readonly address: number
  readonly command: readonly [number, number]
  readonly data: readonly [number, number]
}

/** Cuts a line into packets; a wrong sum costs one byte, and the search for the next FF goes on. */
export class PelcoStream {
  #held: number[] = []

  push(chunk: Uint8Array): readonly PelcoPacket[] {
    this.#held.push(...chunk)
    const packets: PelcoPacket[] = []
    while (this.#seek()) {
      const [, address = 0, one = 0, two = 0, three = 0, four = 0, sum = 0] = this.#held
      const isWhole = ((address + one + two + three + four) & 0xff) === sum
      this.#held.splice(0, isWhole ? 7 : 1)
      if (isWhole) packets.push({ address, command: [one, two], data: [three, four] })
    }
    return packets
  }

  /** Drops what cannot begin a packet; whether seven bytes are there. */
  #seek(): boolean {
    const start = this.#held.indexOf(SYNC)
    this.#held = start < 0 ? [] : this.#held.slice(start)
    return this.#held.length >= 7
  }
}
