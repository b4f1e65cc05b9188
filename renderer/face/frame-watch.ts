import type { Picture } from './face-light.ts'

/** What a camera's pictures say about the camera itself. */
export type FeedState = 'live' | 'black' | 'frozen'

/** What is remembered of the pictures so far. */
export interface FrameWatch {
  readonly print: number
  readonly changedMs: number
  readonly litMs: number
  /** Whether the last picture shows nothing at all. */
  readonly isDark: boolean
}

const STEP = 97 // a prime, so that the samples do not line up with rows
const BLACK_UP_TO = 12
const FROZEN_AFTER_MS = 3000
const BLACK_AFTER_MS = 3000

export function startWatch(nowMs: number): FrameWatch {
  return { print: 0, changedMs: nowMs, litMs: nowMs, isDark: false }
}

/** A checksum and the brightest of some thousand samples: a real sensor's noise changes it with every picture. */
function glance({ data }: Picture): { readonly print: number; readonly brightest: number } {
  let [print, brightest] = [1, 0]
  for (let i = 0; i < data.length; i += STEP * 4) {
    const [r, g, b] = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0]
    print = Math.imul(print, 31) + ((r << 16) | (g << 8) | b) | 0 // prettier-ignore
    brightest = Math.max(brightest, r, g, b)
  }
  return { print, brightest }
}

/** Advances by one picture. */
export function watchFrame(watch: FrameWatch, picture: Picture, nowMs: number): FrameWatch {
  const { print, brightest } = glance(picture)
  const isDark = brightest <= BLACK_UP_TO
  return {
    isDark,
    print,
    changedMs: print === watch.print ? watch.changedMs : nowMs,
    litMs: isDark ? watch.litMs : nowMs,
  }
}

/**
 * Judges the feed; also without a new picture, when the camera simply stopped. A covered lens is told as such even where the
 * pictures are too dark to differ: somebody can put that right without a new plug.
 */
export function feedState({ changedMs, litMs, isDark }: FrameWatch, nowMs: number): FeedState {
  if (isDark && nowMs - litMs > BLACK_AFTER_MS) return 'black'
  return nowMs - changedMs > FROZEN_AFTER_MS ? 'frozen' : 'live'
}
