/**
 * VISCA, Sony's control protocol of pan-tilt cameras on RS-232 (9600 8N1): packets of 3 to 16 bytes that end with FF. To a camera
 * `8x … FF`, from it `y0 … FF` with y = address + 8. Commands are acknowledged, then completed; two sockets run at a time.
 */
const END = 0xff
const LONGEST = 16
const BROADCAST = 0x88

/** Speeds of a move: 1 to 24 across, 1 to 20 up and down. */
const PAN_SPEED = 0x08
const TILT_SPEED = 0x06

/** Which way the lens looks. */
export type Move = 'up' | 'down' | 'left' | 'right' | 'stop'
/** Pan and tilt of a move, in the protocol's codes: 3 stands still. */
const moves: Readonly<Record<Move, readonly [pan: number, tilt: number]>> = {
  up: [3, 1],
  down: [3, 2],
  left: [1, 3],
  right: [2, 3],
  stop: [3, 3],
}

const to =
  (...body: readonly number[]) =>
  (address: number): Uint8Array =>
    Uint8Array.of(0x80 | address, ...body, END)
const nibbles = (value: number): readonly number[] => [12, 8, 4, 0].map((shift) => (value >> shift) & 0x0f)

/** Everything that is said to a camera, by its address 1 to 7; the sections are those of the maker's command list. */
export const visca = {
  /** Every camera on the line numbers itself; the answer says how many there are. */
  addressSet: Uint8Array.of(BROADCAST, 0x30, 0x01, END),
  ifClear: Uint8Array.of(BROADCAST, 0x01, 0x00, 0x01, END),
  powerOn: to(0x01, 0x04, 0x00, 0x02),
  powerOff: to(0x01, 0x04, 0x00, 0x03),
  zoomStop: to(0x01, 0x04, 0x07, 0x00),
  zoomTele: to(0x01, 0x04, 0x07, 0x02),
  zoomWide: to(0x01, 0x04, 0x07, 0x03),
  zoomTo: (position: number) => to(0x01, 0x04, 0x47, ...nibbles(position)),
  focusAuto: to(0x01, 0x04, 0x38, 0x02),
  focusManual: to(0x01, 0x04, 0x38, 0x03),
  home: to(0x01, 0x06, 0x04),
  presetRecall: (preset: number) => to(0x01, 0x04, 0x3f, 0x02, preset),
  move: (move: Move, speed: readonly [pan: number, tilt: number] = [PAN_SPEED, TILT_SPEED]) =>
    to(0x01, 0x06, 0x01, ...speed, ...moves[move]),
  askPower: to(0x09, 0x04, 0x00),
  askZoom: to(0x09, 0x04, 0x47),
} as const

const errors: Readonly<Record<number, ViscaError>> = {
  0x02: 'syntax',
  0x03: 'bufferFull',
  0x04: 'cancelled',
  0x05: 'noSocket',
  0x41: 'notExecutable',
}
/** Why a camera did not do what it was told. */
export type ViscaError = 'syntax' | 'bufferFull' | 'cancelled' | 'noSocket' | 'notExecutable'

/** What a camera says; `socket` names the command that an answer belongs to. */
export type ViscaReply =
  | { readonly type: 'addressSet'; readonly cameras: number }
  | { readonly type: 'ack' | 'completion'; readonly address: number; readonly socket: number }
  | { readonly type: 'inquiry'; readonly address: number; readonly payload: Uint8Array }
  | { readonly type: 'error'; readonly address: number; readonly socket: number; readonly error: ViscaError }

/** Reads one packet, its FF included; undefined for what no camera says. */
export function readViscaReply(packet: Uint8Array): ViscaReply | undefined {
  const [head = 0, kind = 0, third = 0] = packet
  if (packet.length < 3 || packet.length > LONGEST || packet.at(-1) !== END) return undefined
  if (head === BROADCAST) {
    return packet.length === 4 && kind === 0x30 ? { type: 'addressSet', cameras: third - 1 } : undefined
  }
  const address = (head >> 4) - 8
  if (address < 1 || (head & 0x0f) !== 0) return undefined
  return replyFrom(address, packet)
}

function replyFrom(address: number, packet: Uint8Array): ViscaReply | undefined {
  const [, kind = 0, third = 0] = packet
  const socket = kind & 0x0f
  const isShort = packet.length === 3
  switch (kind >> 4) {
    case 4:
      return isShort ? { type: 'ack', address, socket } : undefined
    case 5:
      if (isShort) return { type: 'completion', address, socket }
      return socket === 0 ? { type: 'inquiry', address, payload: packet.subarray(2, -1) } : undefined
    case 6: {
      const error = packet.length === 4 ? errors[third] : undefined
      return error && { type: 'error', address, socket, error }
    }
    default:
      return undefined
  }
}

/** Where a lens stands, from the payload of an answer to `askZoom`: a nibble a byte. */
export function zoomOf(payload: Uint8Array): number {
  return payload.reduce((value, nibble) => (value << 4) | (nibble & 0x0f), 0)
}

/** Cuts a line into packets; what is longer than any packet is thrown away up to the next FF. */
export class ViscaStream {
  #held: number[] = []

  /** The packets that are whole after these bytes, each with its FF. */
  push(chunk: Uint8Array): readonly Uint8Array[] {
    const packets: Uint8Array[] = []
    for (const byte of chunk) {
      if (this.#held.length <= LONGEST) this.#held.push(byte)
      if (byte !== END) continue
      if (this.#held.length <= LONGEST) packets.push(Uint8Array.from(this.#held))
      this.#held = []
    }
    return packets
  }
}
