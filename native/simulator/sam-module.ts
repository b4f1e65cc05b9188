import { encodeSamFrame } from '../framing/sam-frame.ts'
import { readHostRequest, type HostRequest } from './host-request.ts'
import type { SimulatedCard } from './simulated-card.ts'

/** `05.01-20200131-0000012345-4000000001`, a management number that no reader carries. */
const SAM_ID = Uint8Array.of(5, 0, 1, 0, 0xc3, 0x3a, 0x34, 0x01, 0x39, 0x30, 0, 0, 1, 0x28, 0x6b, 0xee)
const CARD_SERIAL_BYTES = 8
const MANAGEMENT_BYTES = 28
const FINGERPRINT_LIMIT_BYTES = 1024

/** How far a card has come: only a selected card can be read, and after a read it hides from find until lifted. */
type Progress = 'none' | 'found' | 'selected' | 'read'
/** Which SW3 the module answers to every command: 60 self-test failed, 66 not authorised. */
export type Breakage = 0x60 | 0x66

const status = (sw3: number, data: Uint8Array = new Uint8Array()): Uint8Array =>
  encodeSamFrame(Uint8Array.of(0, 0, sw3, ...data))

function lengths(...parts: readonly Uint8Array[]): number[] {
  return parts.flatMap((part) => [part.length >> 8, part.length & 0xff])
}

/** A security module as it behaves on the wire: one request frame in, one answer frame out. */
export class SamModule {
  #card: SimulatedCard | undefined
  #progress: Progress = 'none'
  /** Changes with every placing or lifting, so that a card that was moved while being read is noticed. */
  #placement = 0
  breakage: Breakage | undefined
  hasFingerprintSupport = true
  /** How often find was answered: whether somebody is waiting for a card. */
  findCount = 0

  get placement(): number {
    return this.#placement
  }

  /** Lays a card down or, with nothing, lifts it. */
  place(card: SimulatedCard | undefined): void {
    this.#card = card
    this.#progress = 'none'
    this.#placement++
  }

  /** Answers a whole host frame, also a damaged one. */
  answer(frame: Uint8Array): Uint8Array {
    const request = readHostRequest(frame)
    if (request.fault) return status(request.fault === 'length' ? 0x11 : 0x10)
    if (this.breakage !== undefined) return status(this.breakage)
    return this.#perform(request)
  }

  /** What a card command answers when the card was moved in the meantime. */
  movedAnswer(): Uint8Array {
    this.#progress = 'none'
    return status(0x41)
  }

  #perform({ command, data }: HostRequest): Uint8Array {
    switch (command) {
      case 0x10ff:
        this.#progress = 'none'
        return status(0x90)
      case 0x11ff:
        return status(0x90)
      case 0x12ff:
        return status(0x90, SAM_ID)
      case 0x2001:
        return this.#find()
      case 0x2002:
        return this.#select()
      case 0x3001:
        return this.#read(false)
      case 0x3003:
        return this.#newAddress()
      case 0x3005:
        return this.#isSelected() ? status(0x90, new Uint8Array(MANAGEMENT_BYTES)) : status(0x41)
      case 0x3010:
        return this.hasFingerprintSupport ? this.#read(true) : status(0x21)
      case 0x61ff:
        return status(data.length === 1 ? 0x90 : 0x11)
      default:
        return status(command >> 8 === 0x60 && (command & 0xff) <= 4 ? 0x90 : 0x21)
    }
  }

  #isSelected(): boolean {
    return this.#progress === 'selected' || this.#progress === 'read'
  }

  #find(): Uint8Array {
    this.findCount++
    if (!this.#card || this.#progress === 'read') return status(0x80)
    this.#progress = 'found'
    return status(0x9f, new Uint8Array(4))
  }

  #select(): Uint8Array {
    if (!this.#card || this.#progress === 'none') return status(0x81)
    if (this.#card.kind === 'foreign-chip') return this.#lose(0x40)
    this.#progress = 'selected'
    return status(0x90, new Uint8Array(CARD_SERIAL_BYTES))
  }

  #newAddress(): Uint8Array {
    if (!this.#isSelected() || this.#card?.kind !== 'identity') return this.#lose(0x41)
    return this.#card.newAddress ? status(0x90, this.#card.newAddress) : status(0x91)
  }

  #read(withFingerprints: boolean): Uint8Array {
    if (!this.#isSelected() || this.#card?.kind !== 'identity') return this.#lose(0x41)
    this.#progress = 'read'
    const { text, photo } = this.#card.blocks
    const fingerprints = (this.#card.fingerprints ?? new Uint8Array()).subarray(0, FINGERPRINT_LIMIT_BYTES)
    const parts = withFingerprints ? [text, photo, fingerprints] : [text, photo]
    return status(0x90, Uint8Array.of(...lengths(...parts), ...parts.flatMap((part) => [...part])))
  }

  /** After any failure the sequence starts over with find. */
  #lose(sw3: number): Uint8Array {
    this.#progress = 'none'
    return status(sw3)
  }
}
