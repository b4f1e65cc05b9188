import { utilityProcess } from 'electron'

/** A process of the kiosk's own as its keeper sees it; a fake in tests. */
export interface UtilityChild<To, From> {
  post(message: To): void
  onMessage(listener: (message: From) => void): void
  /** Called once when the process has ended, however it ended. */
  onExit(listener: () => void): void
  kill(): void
}

/** Starts a module in a process of its own: one that aborts or hangs takes nothing else down. */
export function utilityChild<To, From>(launch: {
  readonly modulePath: string
  readonly serviceName: string
  readonly args?: readonly string[]
}): UtilityChild<To, From> {
  const { modulePath, serviceName, args = [] } = launch
  const child = utilityProcess.fork(modulePath, [...args], { serviceName, stdio: 'inherit' })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', (message: From) => listener(message))
    },
    onExit: (listener) => {
      child.once('exit', listener)
    },
    kill: () => {
      child.kill()
    },
  }
}
