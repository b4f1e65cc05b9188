import { FIRST_NUMBER, type HeadByte, type ReportWay } from './report-layout.ts'

const NOTHING = new Uint8Array()

/** Takes the data out of reports; acknowledgements, answers to other commands and reports out of order give none. */
export class ReportUnpacker {
  readonly #way: ReportWay
  #following = 0
  #number = FIRST_NUMBER

  constructor(way: ReportWay) {
    this.#way = way
  }

  /** The data of one report; a view, not a copy. Nothing is kept: a missing report is for the frame's check byte to notice. */
  take(report: Uint8Array): Uint8Array {
    const payload = this.#payloadOf(report)
    if (!payload) return NOTHING
    const { first, next } = this.#way.heads
    if (this.#following > 0 && this.#begins(payload, next)) {
      this.#following--
      this.#number++
      return payload.subarray(next.length)
    }
    if (!this.#begins(payload, first)) return NOTHING
    this.#following = payload[first.indexOf('following')] ?? 0
    this.#number = FIRST_NUMBER
    return payload.subarray(first.length)
  }

  #payloadOf(report: Uint8Array): Uint8Array | undefined {
    if (!this.#way.isCounted) return report
    const count = report[0] ?? 0
    return count < report.length ? report.subarray(1, 1 + count) : undefined
  }

  #begins(payload: Uint8Array, head: readonly HeadByte[]): boolean {
    if (payload.length < head.length) return false
    return head.every((byte, i) => {
      if (byte === 'following') return true
      return payload[i] === (byte === 'numbered' ? this.#number : byte)
    })
  }
}
