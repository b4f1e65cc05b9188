import { isWholeMrz, mrzLines } from '../../sync-server/contract/document/mrz/mrz-lines.ts'
import { BlockStream } from '../framing/block-stream.ts'
import { Gm65Stream } from '../framing/gm65.ts'
import { HidPosCodes, hidPosLayoutOf } from '../framing/hid-pos.ts'
import { LineStream } from '../framing/line-stream.ts'
import { scanText } from '../framing/scan-text.ts'
import type { BytePort, HidListing } from '../transport/byte-port.ts'
import type { Clock } from '../transport/clock.ts'

/** Readers that send nothing behind a code fall silent instead. */
const SILENCE_MS = 50
const LONGEST_CODE_BYTES = 4_096
const LONGEST_ZONE_BYTES = 512

/** Something that cuts what arrives into messages; `flush` ends what a silence has ended. */
interface MessageStream {
  readonly hasBegun: boolean
  push(chunk: Uint8Array): Uint8Array[]
  flush(): Uint8Array[]
}

/** Hands every message on, and ends one that nothing follows. Listens for as long as the port lives. */
function listen(
  port: BytePort,
  clock: Clock,
  line: { stream: MessageStream; take: (message: Uint8Array) => void },
): void {
  const { stream, take } = line
  let waiting = new AbortController()
  port.onData((chunk) => {
    waiting.abort()
    waiting = new AbortController()
    stream.push(chunk).forEach(take)
    if (!stream.hasBegun) return
    clock.wait(SILENCE_MS, AbortSignal.any([waiting.signal, port.signal])).then(
      () => stream.flush().forEach(take),
      () => {}, // more came, or the port has gone
    )
  })
}

/** Texts of a scanner on a serial line that sends codes with or without a line end. */
export function onSerialScan(port: BytePort, clock: Clock, onText: (text: string) => void): void {
  const take = (code: Uint8Array): void => onText(scanText(code))
  listen(port, clock, { stream: new LineStream(LONGEST_CODE_BYTES), take })
}

/** Texts of a GM65 module, whose replies to commands arrive on the same line. */
export function onGm65Scan(port: BytePort, clock: Clock, onText: (text: string) => void): void {
  listen(port, clock, { stream: new Gm65Stream(), take: (code) => onText(scanText(code)) })
}

/** Texts of a HID POS scanner; every chunk of its port is one report. */
export function onHidScan(port: BytePort, model: HidListing, onText: (text: string) => void): void {
  const codes = new HidPosCodes(hidPosLayoutOf(model))
  port.onData((report) => {
    const code = codes.take(report)
    if (code) onText(scanText(code.bytes))
  })
}

/** Lines of machine-readable zones from a reader on a serial line; text that is no zone is passed over. */
export function onZoneScan(port: BytePort, clock: Clock, onZone: (lines: readonly string[]) => void): void {
  const take = (block: Uint8Array): void => {
    const lines = mrzLines(String.fromCharCode(...block))
    if (isWholeMrz(lines)) onZone(lines)
  }
  listen(port, clock, { stream: new BlockStream(LONGEST_ZONE_BYTES), take })
}
