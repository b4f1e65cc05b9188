import type { ChipPhoto } from '../../sync-server/contract/device.ts'
import type { OutputOf } from '../../sync-server/contract/flow/index.ts'
import type { AttachmentName } from '../../sync-server/contract/sealed-record.ts'
import type { Attachment } from '../stages.ts'
import { sha256Hex } from './digests.ts'

type AttachmentRef = OutputOf<'sign'>['signature']

/** The bytes of the running session, all of them: held in one place so that one call wipes them. */
export class SessionMemory {
  readonly #attachments = new Map<AttachmentName, Uint8Array>()
  #photo: ChipPhoto | undefined
  /** The chosen account as the citizen recognises it, masked; the log holds only its id. */
  accountWords = ''

  /** Keeps a copy of the bytes under a name, in place of those kept before, and says how the log names them. */
  attach(name: AttachmentName, bytes: Uint8Array, mime: string): AttachmentRef {
    this.detach(name)
    const kept = Uint8Array.from(bytes)
    this.#attachments.set(name, kept)
    return { name, sha256: sha256Hex(kept), bytes: kept.length, mime }
  }

  detach(name: AttachmentName): void {
    this.#attachments.get(name)?.fill(0)
    this.#attachments.delete(name)
  }

  bytesOf(name: AttachmentName): Uint8Array | undefined {
    return this.#attachments.get(name)
  }

  /** Wipes what the log no longer names, as after a step back. */
  keepOnly(digests: ReadonlySet<string>): void {
    for (const [name, bytes] of [...this.#attachments]) if (!digests.has(sha256Hex(bytes))) this.detach(name)
  }

  attachments(): readonly Attachment[] {
    return [...this.#attachments].map(([name, bytes]) => ({ name, bytes }))
  }

  /** The decoded chip photo; never saved, since the block it comes from is. */
  get photo(): ChipPhoto | undefined {
    return this.#photo
  }

  holdPhoto(photo: ChipPhoto | undefined): void {
    if (this.#photo !== photo) this.#photo?.rgba.fill(0)
    this.#photo = photo
  }

  /** Fills everything with zeros and forgets it. */
  wipe(): void {
    for (const name of [...this.#attachments.keys()]) this.detach(name)
    this.holdPhoto(undefined)
    this.accountWords = ''
  }
}
