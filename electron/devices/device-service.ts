import type { Aim, Device } from '../../sync-server/contract/device-health.ts'
import type {
  CardRead,
  ChipPhoto,
  PrinterState,
  PrintSlip,
  ReaderState,
  Scan,
  ScannerName,
} from '../../sync-server/contract/device.ts'
import type { FailureCode } from '../../sync-server/contract/failure.ts'
import type { DeviceSettings, FromHost } from './device-messages.ts'
import { Heartbeat } from './heartbeat.ts'
import type { HostProcess, SpawnHost } from './host-process.ts'
import { PendingDecodes } from './pending-decodes.ts'
import { PendingPrints } from './pending-prints.ts'

const BACK_OFF_MS = [250, 500, 1_000, 2_000, 4_000, 8_000] as const
const STEADY_AFTER_MS = 30_000
const STOP_LIMIT_MS = 1_500

/** Who is told; `failure` is for the log. */
export interface DeviceListener {
  state(state: ReaderState): void
  cardRead(read: CardRead): void
  /** Only where a printer is configured. */
  printer(state: PrinterState): void
  /** How a mount or a light stands; only where one is configured. */
  stage?(device: Device, trouble: FailureCode | undefined): void
  /** Only of scanners that are configured. */
  scanner?(scanner: ScannerName, isReady: boolean): void
  scan?(scanner: ScannerName, scan: Scan): void
  failure(code: FailureCode, because: string): void
}

/**
 * Keeps the device host running: whatever it does (end, hang, abort in a driver), the window lives on, the reader shows
 * as disconnected meanwhile, and a new host takes up the request that was open.
 */
export class DeviceService {
  readonly #spawn: SpawnHost
  readonly #settings: DeviceSettings
  readonly #listener: DeviceListener
  readonly #decodes = new PendingDecodes()
  readonly #prints = new PendingPrints()
  #host: HostProcess | undefined
  #heartbeat: Heartbeat | undefined
  #isWanted = false
  #isReadRequested = false
  #isCapturing = false
  #restarts = 0
  #restartTimer: NodeJS.Timeout | undefined
  #onStopped: (() => void) | undefined

  constructor(settings: DeviceSettings, spawn: SpawnHost, listener: DeviceListener) {
    this.#settings = settings
    this.#spawn = spawn
    this.#listener = listener
  }

  /** Starts the host; states arrive at the listener from now on. */
  start(): void {
    this.#isWanted = true
    this.#launch()
  }

  /** Asks for the next card; stays asked over a restart of the host until a card was read or the request withdrawn. */
  requestRead(): void {
    this.#isReadRequested = true
    this.#host?.post({ kind: 'request-read' })
  }

  cancelRead(): void {
    this.#isReadRequested = false
    this.#host?.post({ kind: 'cancel-read' })
  }

  /** The picture in a chip photo block; undefined when there is no decoder, it cannot, or it takes too long. */
  decodeChipPhoto(block: Uint8Array): Promise<ChipPhoto | undefined> {
    const host = this.#host
    if (!host) return Promise.resolve(undefined)
    return this.#decodes.ask((id) => host.post({ kind: 'decode', id, block }))
  }

  /** Prints a slip; resolves with why that did not work, or with nothing when it did. Never tried a second time. */
  print(slip: PrintSlip): Promise<FailureCode | undefined> {
    const host = this.#host
    if (!host || !this.#settings.printer) return Promise.resolve('printer.not-connected')
    return this.#prints.ask((id) => host.post({ kind: 'print', id, slip }))
  }

  /** Sets the stage for a capture, or puts it to rest; asking for what holds already says nothing. */
  capture(isOn: boolean): void {
    if (isOn !== this.#isCapturing) this.#host?.post({ kind: 'capture', isOn })
    this.#isCapturing = isOn
  }

  /** Moves the lens while a face is captured. */
  aim(aim: Aim): void {
    if (this.#isCapturing) this.#host?.post({ kind: 'aim', aim })
  }

  /** Ends the host; kills it when it does not end by itself. */
  async stop(): Promise<void> {
    this.#isWanted = false
    clearTimeout(this.#restartTimer)
    this.#heartbeat?.stop()
    const host = this.#host
    if (!host) return
    const limit = setTimeout(() => host.kill(), STOP_LIMIT_MS)
    await new Promise<void>((resolve) => {
      this.#onStopped = resolve
      host.post({ kind: 'stop' })
    })
    clearTimeout(limit)
  }

  #launch(): void {
    const host = this.#spawn()
    this.#host = host
    const startedAt = performance.now()
    host.onMessage((message) => {
      if (this.#host === host) this.#hear(message)
    })
    host.onExit(() => this.#ended(host, performance.now() - startedAt))
    host.post({ kind: 'start', settings: this.#settings })
    if (this.#isReadRequested) host.post({ kind: 'request-read' })
    if (this.#isCapturing) host.post({ kind: 'capture', isOn: true })
    this.#heartbeat = new Heartbeat(
      (id) => host.post({ kind: 'ping', id }),
      () => {
        this.#listener.failure('reader.not-answering', 'the device host hangs')
        host.kill()
      },
    )
  }

  #hear(message: FromHost): void {
    switch (message.kind) {
      case 'state':
        return this.#listener.state(message.state)
      case 'card-read':
        this.#isReadRequested = false
        return this.#listener.cardRead(message.read)
      case 'failure':
        return this.#listener.failure(message.code, message.because)
      case 'decoded':
        return this.#decodes.answer(message.id, message.photo)
      case 'printer':
        return this.#listener.printer(message.state)
      case 'printed':
        return this.#prints.answer(message.id, message.failure)
      case 'stage':
        return this.#listener.stage?.(message.device, message.code)
      case 'scanner':
        return this.#listener.scanner?.(message.scanner, message.isReady)
      case 'scan':
        return this.#listener.scan?.(message.scanner, message.scan)
      case 'pong':
        return this.#heartbeat?.answered()
      case 'stopped':
        return undefined // its exit follows
    }
  }

  #othersAreGone(): void {
    const { printer, scanners, stage } = this.#settings
    if (printer) this.#listener.printer({ kind: 'disconnected' })
    for (const scanner of ['zone-reader', 'code-scanner'] as const)
      if (scanners?.[scanner]) this.#listener.scanner?.(scanner, false)
    if (stage?.mount) this.#listener.stage?.('camera-mount', 'camera-mount.not-connected')
    if (stage?.light) this.#listener.stage?.('light', 'light.not-connected')
  }

  #ended(host: HostProcess, livedMs: number): void {
    if (this.#host !== host) return
    this.#host = undefined
    this.#heartbeat?.stop()
    this.#decodes.abandon()
    this.#prints.abandon()
    this.#onStopped?.()
    if (!this.#isWanted) return
    this.#listener.state({ kind: 'disconnected' })
    this.#othersAreGone()
    if (livedMs > STEADY_AFTER_MS) this.#restarts = 0
    const pauseMs = BACK_OFF_MS[Math.min(this.#restarts++, BACK_OFF_MS.length - 1)]
    this.#restartTimer = setTimeout(() => this.#launch(), pauseMs)
  }
}
