import { type Device, type DeviceHealth, devices, deviceStates } from '../../sync-server/contract/device-health.ts'
import { type FailureCode, failures } from '../../sync-server/contract/failure.ts'
import { fullTime } from '../shared/format.ts'
import { consoleTexts } from './console-texts.ts'

/** A device as the console lists it. */
export interface DeviceRow {
  readonly device: Device
  readonly tone: 'good' | 'idle' | 'careful' | 'bad'
  readonly word: string
  /** What is wrong, or how often it was; empty where there is nothing to say. */
  readonly why: string
  /** Since when, and when it last worked. */
  readonly times: string
}

const words = consoleTexts.kiosks.health
const TONES = { faulty: 'bad', attention: 'careful', starting: 'idle', working: 'good' } as const

/** A newer kiosk may name a failure that this page has no words for. */
const titleOf = (code: string): string => (Object.hasOwn(failures, code) ? failures[code as FailureCode].title : code)

function whyOf({ code, paper, errors }: DeviceHealth): string {
  const parts = [
    code === undefined ? '' : titleOf(code),
    paper === 'low' ? words.paperLow : '',
    errors > 0 ? words.errors(errors) : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function rowOf(health: DeviceHealth): DeviceRow {
  const { device, state, since, lastSuccessAt } = health
  const last = lastSuccessAt === undefined ? words.neverUsed : words.lastUsed(fullTime(lastSuccessAt))
  return {
    device,
    tone: TONES[state],
    word: `${devices[device].title} ${deviceStates[state].title}`,
    why: whyOf(health),
    times: `${words.since(fullTime(since))} · ${last}`,
  }
}

/** The rows of a kiosk's devices, in the order in which somebody should look at them. */
export function deviceRows(health: readonly DeviceHealth[]): readonly DeviceRow[] {
  return health.toSorted((one, other) => deviceStates[one.state].rank - deviceStates[other.state].rank).map(rowOf)
}
