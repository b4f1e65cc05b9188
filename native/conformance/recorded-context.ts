import { DeviceError } from '../device-error.ts'
import type { ReaderContext } from '../drivers/document-reader.ts'
import type { ReaderConfig } from '../drivers/registry.ts'
import type { BytePort, HidListing } from '../transport/byte-port.ts'
import { answersOf, type LineRecorder, type RecordedLine, type RecordedSession } from '../transport/line-recorder.ts'
import { ReplayPort } from '../transport/replay-port.ts'
import type { Conversation } from './conversation-file.ts'

/** The context with every line that is opened through it on the record. */
export function recordedContext(context: ReaderContext, recorder: LineRecorder): ReaderContext {
  return {
    ...context,
    openPort: (settings, clock) =>
      recorder.record({ kind: 'serial', baudRate: settings.baudRate }, () => context.openPort(settings, clock)),
    openHidPort: (listing, clock) => {
      const { vendorId, productId } = listing
      return recorder.record({ kind: 'hid', vendorId, productId }, () => context.openHidPort(listing, clock))
    },
    openUsbPort: (listing, clock) => {
      const { vendorId, productId } = listing
      return recorder.record({ kind: 'usb', vendorId, productId }, () => context.openUsbPort(listing, clock))
    },
  }
}

/** The path of every line of a recording. */
const PATH = '录制'

/** What the driver is told so that it opens a recording as it once opened the reader. */
export function replayedConfig({ framing, baudRate, sessions }: Conversation): ReaderConfig {
  const line = sessions[0]?.line
  if (line === undefined || line.kind === 'serial') {
    return { driver: 'sam-serial', path: PATH, ...(baudRate === undefined ? {} : { baudRate }) }
  }
  const { vendorId, productId } = line
  return line.kind === 'usb'
    ? { driver: 'sam-usb', vendorId, productId }
    : { driver: 'sam-hid', vendorId, productId, framing }
}

/** A machine whose only reader is a recording: the n-th opening is answered by the n-th session. */
export function replayedContext({ sessions }: Conversation, { clock }: Pick<ReaderContext, 'clock'>): ReaderContext {
  const left: RecordedSession[] = [...sessions]
  const open = async (kind: RecordedLine['kind']): Promise<BytePort> => {
    const session = left.shift()
    if (!session || session.line.kind !== kind) throw new DeviceError('reader.not-connected')
    if (session.refused !== undefined) throw new DeviceError(session.refused)
    return new ReplayPort(answersOf(session))
  }
  const listed = async (kind: RecordedLine['kind']): Promise<readonly HidListing[]> => {
    const line = left[0]?.line
    return line === undefined || line.kind === 'serial' || line.kind !== kind ? [] : [{ ...line, path: PATH }]
  }
  return {
    clock,
    openPort: () => open('serial'),
    openHidPort: () => open('hid'),
    listPorts: async () => [],
    listHidDevices: () => listed('hid'),
    openUsbPort: () => open('usb'),
    listUsbDevices: () => listed('usb'),
  }
}
