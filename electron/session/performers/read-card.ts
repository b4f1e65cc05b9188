import type { CardRead } from '../../../sync-server/contract/device.ts'
import { checkDocument } from '../../../sync-server/contract/document/index.ts'
import { type FailureCode, Problem } from '../../../sync-server/contract/failure.ts'
import { localDay } from '../local-day.ts'
import { complete, type Performance, type Scene } from '../performance.ts'

/** 读取证件: waits for a card, shows what it says and what is wrong with it; a faulty document cannot be confirmed. */
export function readCard({ ports, memory }: Scene<'read-card'>): Performance<'read-card'> {
  const { devices, clock } = ports
  let held: CardRead | undefined
  let faults: FailureCode[] = []

  function forget(): void {
    held?.chipPhoto.fill(0)
    held = undefined
    memory.holdPhoto(undefined)
  }

  function confirm(read: CardRead): ReturnType<Performance<'read-card'>['answer']> {
    if (faults[0]) throw new Problem(faults[0])
    const { document, samId, transcriptDigest, readAt } = read
    const hasDecodablePhoto = memory.photo !== undefined
    const output = {
      document,
      chipPhoto: memory.attach('chip-photo', read.chipPhoto, 'application/octet-stream'),
      hasDecodablePhoto,
      isDecoderCertified: memory.photo?.isCertifiedDecoder ?? false,
      samId,
      transcriptDigest,
      readAt,
    }
    return complete(hasDecodablePhoto ? 'read' : 'read-without-photo', output)
  }

  return {
    enter: () => {
      memory.holdPhoto(undefined)
      devices.requestRead()
      return {}
    },
    leave: () => {
      devices.cancelRead()
      held?.chipPhoto.fill(0)
      held = undefined
    },
    cardRead: async (read) => {
      forget()
      held = read
      const photo = await devices.decodeChipPhoto(Uint8Array.from(read.chipPhoto))
      memory.holdPhoto(photo)
      faults = checkDocument(read.document, localDay(clock.now())).map((fault) => `document.${fault}` as const)
      const chipPhoto = photo && { width: photo.width, height: photo.height, rgba: photo.rgba }
      const { document } = read
      const shown = { document, faults, hasDecodablePhoto: photo !== undefined, ...(chipPhoto && { chipPhoto }) }
      return { stay: { read: shown } }
    },
    answer: (answer) => {
      if ('again' in answer) {
        forget()
        devices.requestRead()
        return { stay: { read: undefined } }
      }
      if (!held) throw new Problem('request.invalid')
      return confirm(held)
    },
  }
}
