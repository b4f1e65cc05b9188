import type { UtilityChild } from '../platform/utility-child.ts'
import type { FromHost, ToHost } from './device-messages.ts'

/** A running device host as the service sees it: one utility process, or a fake in tests. */
export type HostProcess = UtilityChild<ToHost, FromHost>

/** Starts a device host. */
export type SpawnHost = () => HostProcess
