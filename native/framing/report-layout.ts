/** One byte before the data of a report: a constant, how many reports follow, or the number of this one. */
export type HeadByte = number | 'following' | 'numbered'

/** What stands before the data in the first report of a message and in those that continue it. */
export interface ReportHeads {
  readonly first: readonly HeadByte[]
  readonly next: readonly HeadByte[]
}

/** How one way of a HID device cuts messages into reports. */
export interface ReportWay {
  /** Length of every report, without a report id. */
  readonly reportBytes: number
  /** Whether the first byte of a report counts the bytes after it that mean something. */
  readonly isCounted: boolean
  readonly heads: ReportHeads
}

/** Both ways between host and device. */
export interface ReportLayout {
  readonly request: ReportWay
  readonly answer: ReportWay
}

/** A continuation is numbered from here. */
export const FIRST_NUMBER = 0xc1
/** Command of the DK readers that hands a frame through to their own module. */
const PASS_THROUGH = 0x34
const DONE = [0x90, 0x00] as const

const plain: ReportWay = { reportBytes: 64, isCounted: false, heads: { first: [], next: [] } }
const counted = (...first: readonly HeadByte[]): ReportWay => ({
  reportBytes: 64,
  isCounted: true,
  heads: { first, next: ['numbered'] },
})

/**
 * Every way of framing that is known. `plain`: the bytes of the line as they are, the last report filled up with zeros.
 * `pass-through`: the published one of the DK readers, with a count, the reports that follow and the command in front.
 */
export const reportLayouts = {
  plain: { request: plain, answer: plain },
  'pass-through': { request: counted('following', PASS_THROUGH), answer: counted('following', PASS_THROUGH, ...DONE) },
} as const satisfies Record<string, ReportLayout>

export type ReportFraming = keyof typeof reportLayouts
