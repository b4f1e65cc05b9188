import { type Settings, SettingsRefused } from './platform/settings.ts'

const absent = 'this build serves a hall and has no demo mode: set HALL_MODE=production'

/** Nobody names a hall for its first kiosk here. */
export const demoHall = { id: 'no-hall', name: '' } as const

/** A server for halls refuses to run as a demo. */
export function bindDemo(_app: unknown, _parts: unknown, { mode }: Settings): Promise<void> {
  return mode === 'demo' ? Promise.reject(new SettingsRefused([absent])) : Promise.resolve()
}

/** What the sandbox would keep, nobody keeps. */
export function keepAnswer(): Promise<never> {
  return Promise.reject(new SettingsRefused([absent]))
}

/** Messages leave through a gateway or not at all. */
export function keepMessage(): Promise<never> {
  return Promise.reject(new SettingsRefused([absent]))
}
