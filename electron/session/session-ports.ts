import type { CardRead, ChipPhoto } from '../../sync-server/contract/device.ts'
import type { Clock, FaceJudge, Office } from '../stages.ts'

/** The devices as a session needs them; card reads arrive at `SessionKeeper.cardRead`. */
export interface SessionDevices {
  requestRead(): void
  cancelRead(): void
  /** Undefined when this block cannot be turned into a picture here. */
  decodeChipPhoto(block: Uint8Array): Promise<ChipPhoto | undefined>
}

/** Randomness as a parameter, so that a test knows what it will get. */
export interface Randomness {
  bytes(length: number): Uint8Array
  uuid(): string
  /** A whole number from 0 up to but not including `below`. */
  below(below: number): number
}

/** Timers as a parameter, so that a test owns the time. */
export interface Timers {
  after(ms: number, run: () => void): () => void
}

/** Everything a session uses of the world around it. */
export interface SessionPorts {
  readonly office: Office
  readonly devices: SessionDevices
  readonly clock: Clock
  readonly random: Randomness
  readonly timers: Timers
  readonly cameraLabel: string | undefined
  /** Label of the camera over the desk; undefined where there is none. */
  readonly documentCamera: string | undefined
  /** Compares in place of the screen's own engine, where one is configured. */
  readonly faceJudge?: FaceJudge | undefined
  /** Public address of the status page of a receipt. */
  readonly receiptPage: (receiptNumber: string) => string
  /** An unexpected error that the person is told about as an incident; says nothing personal. */
  readonly reportIncident: (incident: string, error: unknown) => void
}

/** A card as it was read, with the picture in its chip where that could be decoded. */
export interface HeldCard {
  readonly read: CardRead
  readonly photo: ChipPhoto | undefined
}
