import type { FailureCode } from '../sync-server/contract/failure.ts'

/** The part of the failure catalogue that a reader, a card, a chip photo, a printer, a camera's mount or a light can cause. */
export type DeviceFailureCode = Extract<
  FailureCode,
  | `reader.${string}`
  | `card.${string}`
  | `chip-photo.${string}`
  | `printer.${string}`
  | `camera-mount.${string}`
  | `light.${string}`
>

/** The one error class of native/: a catalogue code for people, the technical cause for the log, never card content. */
export class DeviceError extends Error {
  readonly code: DeviceFailureCode
  constructor(code: DeviceFailureCode, options: { cause?: unknown } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'DeviceError'
    this.code = code
  }
}

/** Whether the line is to blame rather than card or module: the same question may be answered next time. */
export function isLineFault(error: unknown): error is DeviceError {
  return (
    error instanceof DeviceError && (error.code === 'reader.not-answering' || error.code === 'reader.protocol-error')
  )
}

/** Translates whatever was thrown into a `DeviceError`; one that already is passes unchanged. */
export function asDeviceError(thrown: unknown, code: DeviceFailureCode): DeviceError {
  return thrown instanceof DeviceError ? thrown : new DeviceError(code, { cause: thrown })
}
