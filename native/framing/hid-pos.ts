import type { HidListing } from '../transport/byte-port.ts'

/** Where a scanner puts things into its input report, which begins with the report id. */
export interface HidPosLayout {
  readonly lengthAt: number
  /** Where the AIM identifier of the symbology stands, if it has one. */
  readonly aimAt?: number
  readonly dataAt: number
  readonly longest: number
  /** Where 1 says that the code goes on in the next report. */
  readonly moreAt?: number
}

const AIM_BYTES = 3
const AIM_MARK = 0x5d
const CR = 0x0d
const LF = 0x0a
/** Nobody scans more than the longest QR code. */
const LONGEST_CODE_BYTES = 4_096

/** The layouts that are known: most makers', the same one byte further on, and one without an AIM identifier. */
export const hidPosLayouts = {
  aim: { lengthAt: 1, aimAt: 2, dataAt: 5, longest: 56, moreAt: 63 },
  shifted: { lengthAt: 1, aimAt: 3, dataAt: 6, longest: 56, moreAt: 63 },
  plain: { lengthAt: 1, dataAt: 2, longest: 56 },
} as const satisfies Record<string, HidPosLayout>

/** Models whose layout cannot be told from a report; the others begin every code with the AIM identifier. */
const plainModels: readonly Pick<HidListing, 'vendorId' | 'productId'>[] = [{ vendorId: '1eab', productId: '1d10' }]

/** First letter of an AIM identifier and the symbology that it stands for. */
const symbologies: Readonly<Record<string, string>> = {
  A: 'code39',
  C: 'code128',
  E: 'ean',
  G: 'code93',
  I: 'interleaved2of5',
  L: 'pdf417',
  Q: 'qr',
  d: 'datamatrix',
  h: 'hanxin',
  z: 'aztec',
}

/** A scanned code: its bytes and, where the scanner tells, its AIM identifier and symbology. */
export interface ScannedCode {
  readonly bytes: Uint8Array
  readonly aim?: string
  readonly symbology?: string
}

/** The layout of a report from a scanner whose own one is not known. */
function layoutOf(report: Uint8Array): HidPosLayout {
  return (
    Object.values(hidPosLayouts).find((each) => 'aimAt' in each && report[each.aimAt] === AIM_MARK) ??
    hidPosLayouts.plain
  )
}

/** The layout that a model is known for, if it is. */
export function hidPosLayoutOf(model: Pick<HidListing, 'vendorId' | 'productId'>): HidPosLayout | undefined {
  const isPlain = plainModels.some((each) => each.vendorId === model.vendorId && each.productId === model.productId)
  return isPlain ? hidPosLayouts.plain : undefined
}

function withoutTail(bytes: readonly number[]): Uint8Array {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === CR || bytes[end - 1] === LF)) end--
  return Uint8Array.from(bytes.slice(0, end))
}

/** Puts codes together from the input reports of a HID POS scanner (usage page 8C). */
export class HidPosCodes {
  readonly #layout: HidPosLayout | undefined
  #bytes: number[] = []

  constructor(layout?: HidPosLayout) {
    this.#layout = layout
  }

  /** The code that a report completes, if it does. */
  take(report: Uint8Array): ScannedCode | undefined {
    const layout = this.#layout ?? layoutOf(report)
    const length = Math.min(report[layout.lengthAt] ?? 0, layout.longest)
    this.#bytes.push(...report.subarray(layout.dataAt, layout.dataAt + length))
    const goesOn = layout.moreAt !== undefined && report[layout.moreAt] === 1
    if (goesOn && this.#bytes.length <= LONGEST_CODE_BYTES) return undefined
    const bytes = withoutTail(this.#bytes)
    this.#bytes = []
    if (goesOn || bytes.length === 0) return undefined
    return { bytes, ...this.#aimOf(report, layout) }
  }

  #aimOf(report: Uint8Array, { aimAt }: HidPosLayout): Pick<ScannedCode, 'aim' | 'symbology'> {
    if (aimAt === undefined || report[aimAt] !== AIM_MARK) return {}
    const aim = String.fromCharCode(...report.subarray(aimAt, aimAt + AIM_BYTES))
    const symbology = symbologies[aim[1] ?? '']
    return symbology === undefined ? { aim } : { aim, symbology }
  }
}
