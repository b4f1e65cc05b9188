import type { FailureCode } from './failure.ts'
import { type IdentityDocument, isWholeMrz, mrzLines } from './document/index.ts'

/** What the reader is doing, as a clerk sees it. `read` lasts until the card is lifted. */
export type ReaderState =
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'read' }
  | { readonly kind: 'failed'; readonly code: FailureCode }

/** Plain words for each state; `failed` is followed by the failure's own title. */
export const readerStateText: Readonly<Record<ReaderState['kind'], string>> = {
  disconnected: '读卡器未连接',
  ready: '读卡器就绪',
  waiting: '请放卡',
  reading: '读取中，请勿移动',
  read: '读取完成，请取回证件',
  failed: '读卡失败',
}

/** How the receipt printer is, as a clerk sees it. */
export type PrinterState =
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'ready'; readonly isPaperLow: boolean }
  | { readonly kind: 'printing' }
  | { readonly kind: 'failed'; readonly code: FailureCode }

/** What a slip says; the code leads a phone to the same page as the one on the screen. */
export interface PrintSlip {
  readonly title: string
  readonly lines: readonly string[]
  readonly qrText: string
  readonly note: string
}

/** One complete read of one card, from its bytes. Images are raw: the chip photo is the 1024-byte WLT block. */
export interface CardRead {
  readonly document: IdentityDocument
  readonly chipPhoto: Uint8Array
  /** How many bytes of fingerprint template the card carries; the templates themselves are not kept. */
  readonly fingerprintBytes: number
  /** Management number of the reader's security module, printed on the reader. */
  readonly samId: string
  /**
   * SHA-256, hex, over the raw answer frames of this read, `samId` and `readAt`: the server accepts each read once. The
   * frames alone would not do, since a card gives one reader the same bytes at every visit.
   */
  readonly transcriptDigest: string
  /** RFC 3339 instant of the last byte. */
  readonly readAt: string
}

/** A decoded chip photo: straight RGBA rows, top-down, 102 × 126 for a genuine block. */
export interface ChipPhoto {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
  readonly isCertifiedDecoder: boolean
}

/** Devices that scan: a reader of machine-readable zones, and one of bar and QR codes. */
export type ScannerName = 'zone-reader' | 'code-scanner'

/**
 * What a scanner read: the text of one code, or the lines of one machine-readable zone. `by` tells a device on a line of its
 * own from one that writes like a keyboard.
 */
export type Scan = { readonly by: 'serial' | 'keyboard' } & (
  { readonly kind: 'zone'; readonly lines: readonly string[] } | { readonly kind: 'code'; readonly text: string }
)

/** A text that a scanner sent, as what it is: a zone by its shape, anything else a code. */
export function scanOf(text: string, by: Scan['by']): Scan {
  const lines = mrzLines(text)
  return isWholeMrz(lines) ? { kind: 'zone', lines, by } : { kind: 'code', text: text.trim(), by }
}
