import {
  type ChipPhotoDecoder,
  DeviceError,
  machineContext,
  openChipPhotoDecoder,
  PrinterService,
  type ReaderConfig,
  ReaderService,
  Stage,
  ScannerService,
} from '../../native/index.ts'
import type { ChipPhoto, PrintSlip, ScannerName } from '../../sync-server/contract/device.ts'
import type { DeviceSettings, FromHost, ToHost } from './device-messages.ts'

const reader = new ReaderService(machineContext)
const printer = new PrinterService(machineContext)
const stage = new Stage(machineContext)
const scanners = new Map<ScannerName, ScannerService>()
let decoder: ChipPhotoDecoder | undefined

const tell = (message: FromHost): void => process.parentPort.postMessage(message)

/** What went wrong technically, for the log; native errors carry no card content. */
function tellFailure(error: unknown): void {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : ''
  tell({ kind: 'failure', code: error instanceof DeviceError ? error.code : 'reader.not-answering', because: cause })
}

function startDecoder({ chipPhotoLibrary, isDemo }: DeviceSettings): void {
  try {
    decoder = openChipPhotoDecoder({
      isDemo,
      ...(chipPhotoLibrary === undefined ? {} : { libraryPath: chipPhotoLibrary }),
    })
  } catch (error) {
    tellFailure(error) // no decoder: photos stay undecodable, and two people compare
  }
}

function startScanners({ scanners: configured }: DeviceSettings): void {
  for (const scanner of ['zone-reader', 'code-scanner'] as const) {
    const config = configured?.[scanner]
    if (!config) continue
    const service = new ScannerService(machineContext)
    scanners.set(scanner, service)
    service.start(config, {
      ready: (isReady) => tell({ kind: 'scanner', scanner, isReady }),
      scan: (scan) => tell({ kind: 'scan', scanner, scan }),
      failure: ({ cause }) =>
        tell({
          kind: 'failure',
          code: `${scanner}.not-connected`,
          because: cause instanceof Error ? cause.message : '',
        }),
    })
  }
}

function start(settings: DeviceSettings): void {
  startDecoder(settings)
  const config: ReaderConfig = settings.reader
  reader.start(config, {
    state: (state) => tell({ kind: 'state', state }),
    cardRead: (read) => {
      tell({ kind: 'card-read', read })
      read.chipPhoto.fill(0)
    },
    failure: tellFailure,
  })
  stage.start(settings.stage ?? {}, (device, code) => tell({ kind: 'stage', device, code }))
  startScanners(settings)
  if (settings.printer) printer.start(settings.printer, (state) => tell({ kind: 'printer', state }))
}

async function photoOf(block: Uint8Array): Promise<ChipPhoto | undefined> {
  try {
    return await decoder?.decode(block)
  } catch (error) {
    tellFailure(error)
    return undefined
  } finally {
    block.fill(0)
  }
}

async function decode(id: number, block: Uint8Array): Promise<void> {
  const photo = await photoOf(block)
  tell({ kind: 'decoded', id, photo })
  photo?.rgba.fill(0)
}

async function print(id: number, slip: PrintSlip): Promise<void> {
  tell({ kind: 'printed', id, failure: await printer.print(slip) })
}

async function stop(): Promise<void> {
  const services = [reader, printer, stage, ...scanners.values()]
  await Promise.all(services.map((service) => service.stop()))
  tell({ kind: 'stopped' })
  process.exit(0)
}

async function obey(message: ToHost): Promise<void> {
  switch (message.kind) {
    case 'start':
      return start(message.settings)
    case 'request-read':
      return reader.requestRead()
    case 'cancel-read':
      return reader.cancelRead()
    case 'decode':
      return decode(message.id, message.block)
    case 'print':
      return print(message.id, message.slip)
    case 'capture':
      return message.isOn ? stage.begin() : stage.end()
    case 'aim':
      return stage.aim(message.aim)
    case 'ping':
      return tell({ kind: 'pong', id: message.id })
    case 'stop':
      return stop()
  }
}

// Only the kiosk process holds the other end of this port; what cannot be obeyed ends this process, and it is restarted.
process.parentPort.on('message', ({ data }: { data: ToHost }) => {
  obey(data).catch((error: unknown) => {
    tellFailure(error)
    process.exit(1)
  })
})
