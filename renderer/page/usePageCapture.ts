import { onScopeDispose, reactive, toRefs } from 'vue'
import { CameraFault, type CameraReason } from '../face/index.ts'
import type { FoundPage } from './find-page.ts'
import { watchForPage } from './page-sight.ts'

interface Seen {
  phase: 'closed' | 'looking' | 'taken' | 'unavailable'
  found: FoundPage | undefined
  /** Address of the flat page; gone with the view. */
  still: string
  reason: CameraReason | undefined
  isWanted: boolean
}
const closed: Seen = { phase: 'closed', found: undefined, still: '', reason: undefined, isWanted: false }

/** One page after another under the document camera, each opened when asked for. `keep` gets the page, or its absence. */
export function usePageCapture(keep: (jpeg: Uint8Array | undefined) => void) {
  const seen = reactive<Seen>({ ...closed })
  let ending = new AbortController()

  function close(): void {
    ending.abort()
    URL.revokeObjectURL(seen.still)
    Object.assign(seen, closed)
  }
  function taken(jpeg: Uint8Array): void {
    const still = URL.createObjectURL(new Blob([Uint8Array.from(jpeg)], { type: 'image/jpeg' }))
    Object.assign(seen, { phase: 'taken', still })
    keep(jpeg)
  }
  async function open(video: HTMLVideoElement, label: string): Promise<void> {
    close()
    keep(undefined)
    const { signal } = (ending = new AbortController())
    seen.phase = 'looking'
    const ports = { found: (found: FoundPage) => void (seen.found = found), isWanted: () => seen.isWanted, taken }
    await watchForPage(video, { label, signal }, ports).catch((cause: unknown) => {
      const reason = cause instanceof CameraFault ? cause.reason : 'camera-frozen'
      if (!signal.aborted) Object.assign(seen, { phase: 'unavailable', reason })
    })
  }
  onScopeDispose(close)
  return { ...toRefs(seen), open, close, takeNext: () => void (seen.isWanted = true) }
}
