import type { CardRead, ChipPhoto, Scan } from '../../../sync-server/contract/device.ts'
import { checkDocument } from '../../../sync-server/contract/document/index.ts'
import { type FailureCode, Problem } from '../../../sync-server/contract/failure.ts'
import type { AnswerOf, InputOf } from '../../../sync-server/contract/flow/index.ts'
import { hallDay } from '../../../sync-server/contract/hall-time.ts'
import { pixelsOf } from '../held-document.ts'
import { TravelReading } from '../travel-reading.ts'
import { complete, type Performance, type Reply, type Scene } from '../performance.ts'

class ReadCard implements Performance<'read-card'> {
  readonly #scene: Scene<'read-card'>
  #held: CardRead | undefined
  #faults: FailureCode[] = []
  readonly #travel: TravelReading

  constructor(scene: Scene<'read-card'>) {
    this.#scene = scene
    this.#travel = new TravelReading(() => scene.ports.clock.now())
  }

  enter(): InputOf<'read-card'> {
    this.#scene.memory.holdPhoto(undefined)
    this.#scene.ports.devices.requestRead()
    return {}
  }

  leave(): void {
    this.#travel.forget()
    this.#scene.ports.devices.cancelRead()
    this.#forget()
  }

  async cardRead(read: CardRead): Promise<Reply<'read-card'>> {
    const { memory, ports } = this.#scene
    this.#forget()
    this.#travel.forget()
    this.#held = read
    memory.holdPhoto(await ports.devices.decodeChipPhoto(Uint8Array.from(read.chipPhoto)))
    const { document } = read
    this.#faults = checkDocument(document, hallDay(ports.clock.now())).map((fault) => `document.${fault}` as const)
    const chipPhoto = pixelsOf(memory)
    const hasDecodablePhoto = chipPhoto !== undefined
    return {
      stay: {
        read: { document, faults: this.#faults, hasDecodablePhoto, ...(chipPhoto && { chipPhoto }) },
        travel: undefined,
      },
    }
  }

  answer(answer: AnswerOf<'read-card'>): Reply<'read-card'> {
    if ('way' in answer) return this.#turnTo(answer.way)
    if ('complete' in answer) return this.#travel.complete(answer.complete)
    if ('typed' in answer) return this.#travel.typed(answer.typed)
    if ('again' in answer) return this.#again()
    if (!this.#held) throw new Problem('request.invalid')
    if (this.#faults[0]) throw new Problem(this.#faults[0])
    return this.#confirm(this.#held, this.#scene.memory.photo)
  }

  /** A zone may come at any time: whoever scans a passport has no card to lay down. */
  scanned(scan: Scan): Reply<'read-card'> {
    if (scan.kind !== 'zone') return { stay: {} }
    this.#putDown()
    return { stay: { read: undefined, travel: this.#travel.scanned(scan) } }
  }

  #turnTo(way: 'chip' | 'travel' | 'typed'): Reply<'read-card'> {
    if (way === 'chip') return this.#again()
    this.#putDown()
    return { stay: { read: undefined, travel: this.#travel.turnTo(way) } }
  }

  /** No card is waited for, and one that was read is forgotten. */
  #putDown(): void {
    this.#scene.ports.devices.cancelRead()
    this.#scene.memory.holdPhoto(undefined)
    this.#forget()
  }

  #again(): Reply<'read-card'> {
    this.#travel.forget()
    this.#forget()
    this.#scene.memory.holdPhoto(undefined)
    this.#scene.ports.devices.requestRead()
    return { stay: { read: undefined, travel: undefined } }
  }

  #confirm(read: CardRead, photo: ChipPhoto | undefined): Reply<'read-card'> {
    const { document, samId, transcriptDigest, readAt } = read
    return complete(photo ? 'read' : 'read-without-photo', {
      document,
      chipPhoto: this.#scene.memory.attach('chip-photo', read.chipPhoto, 'application/octet-stream'),
      hasDecodablePhoto: photo !== undefined,
      isDecoderCertified: photo?.isCertifiedDecoder ?? false,
      samId,
      transcriptDigest,
      readAt,
    })
  }

  #forget(): void {
    this.#held?.chipPhoto.fill(0)
    this.#held = undefined
    this.#faults = []
  }
}

/**
 * 读取证件: waits for a card, shows what it says and what is wrong with it; a faulty document cannot be confirmed. A travel
 * document is read by its zone or typed instead (decision 32).
 */
export const readCard = (scene: Scene<'read-card'>): Performance<'read-card'> => new ReadCard(scene)
