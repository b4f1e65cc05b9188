import { DeviceError, isLineFault } from '../device-error.ts'
import type { HidListing, UsbListing } from '../transport/byte-port.ts'
import type { DocumentReader, OpenOptions } from './document-reader.ts'
import { hidReaderModel, linesToAsk, usbReaderModel } from './reader-models.ts'
import { openListedHid } from './sam-hid.ts'
import { openSamSerial } from './sam-serial.ts'
import { openListedUsb } from './sam-usb.ts'

type Candidate = () => Promise<DocumentReader>

/** Only devices of the table: what is written to any other HID device could do anything. */
function hidCandidates(listed: readonly HidListing[], options: OpenOptions): readonly Candidate[] {
  return listed.flatMap((listing) => {
    const framing = hidReaderModel(listing)?.framing
    const isReadable = framing !== undefined && framing !== 'closed' && framing !== 'remote'
    return isReadable ? [() => openListedHid(listing, framing, options)] : []
  })
}

/** As with HID: nothing is written to a device that the table does not call a reader. */
function usbCandidates(listed: readonly UsbListing[], options: OpenOptions): readonly Candidate[] {
  return listed
    .filter((listing) => usbReaderModel(listing)?.speaks === 'frames')
    .map((listing) => () => openListedUsb(listing, options))
}

async function askLine(path: string, options: OpenOptions): Promise<DocumentReader> {
  try {
    return await openSamSerial({ path }, options)
  } catch (error) {
    if (isLineFault(error)) options.memory?.silent(path, options.context.clock.now())
    throw error
  }
}

/** What opening everything came to: the first reader, or why the last candidate was none. */
async function firstThatOpens(
  candidates: readonly Candidate[],
  otherwise: DeviceError,
  signal: AbortSignal,
): Promise<DocumentReader> {
  let failure: unknown = otherwise
  for (const open of candidates) {
    try {
      return await open()
    } catch (error) {
      signal.throwIfAborted()
      failure = error
    }
  }
  throw failure
}

/**
 * Opens the first reader of this machine: HID devices and bulk readers that the tables know, then a self-test question on every serial
 * line but those in `except`, which belong to other devices.
 */
export async function findReader(except: readonly string[], options: OpenOptions): Promise<DocumentReader> {
  const { context, memory, signal } = options
  const [hidDevices, usbDevices, ports] = await Promise.all([
    context.listHidDevices(),
    context.listUsbDevices(),
    context.listPorts(),
  ])
  const lines = linesToAsk(ports.filter(({ path }) => !except.includes(path)))
  const asked = memory?.worthAsking(lines, context.clock.now()) ?? lines
  const serial = asked.map(
    ({ path }): Candidate =>
      () =>
        askLine(path, options),
  )
  const otherwise = new DeviceError(lines.length > 0 ? 'reader.not-answering' : 'reader.not-connected')
  const usb = [...hidCandidates(hidDevices, options), ...usbCandidates(usbDevices, options)]
  return firstThatOpens([...usb, ...serial], otherwise, signal)
}
