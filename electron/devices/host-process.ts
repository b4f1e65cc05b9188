import type { FromHost, ToHost } from './device-messages.ts'

/** A running device host as the service sees it: one utility process, or a fake in tests. */
export interface HostProcess {
  post(message: ToHost): void
  onMessage(listener: (message: FromHost) => void): void
  /** Called once when the process has ended, however it ended. */
  onExit(listener: () => void): void
  kill(): void
}

/** Starts a device host. */
export type SpawnHost = () => HostProcess
