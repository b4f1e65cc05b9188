import { FIRST_NUMBER, type HeadByte, type ReportWay } from './report-layout.ts'

function headOf(bytes: readonly HeadByte[], facts: { following: number; number: number }): number[] {
  return bytes.map((byte) => {
    if (byte === 'following') return facts.following
    return byte === 'numbered' ? facts.number : byte
  })
}

/** Cuts a message into whole reports. */
export function packReports(message: Uint8Array, { reportBytes, isCounted, heads }: ReportWay): Uint8Array[] {
  const room = reportBytes - (isCounted ? 1 : 0)
  const firstRoom = room - heads.first.length
  const nextRoom = room - heads.next.length
  const following = Math.ceil(Math.max(0, message.length - firstRoom) / nextRoom)
  return Array.from({ length: following + 1 }, (_, i) => {
    const from = i === 0 ? 0 : firstRoom + (i - 1) * nextRoom
    const data = message.subarray(from, i === 0 ? firstRoom : from + nextRoom)
    const head = headOf(i === 0 ? heads.first : heads.next, { following, number: FIRST_NUMBER + i - 1 })
    const report = new Uint8Array(reportBytes)
    report.set([...(isCounted ? [head.length + data.length] : []), ...head, ...data])
    return report
  })
}
