import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fromCaller } from '../setup/paths.ts'
import type { DemoOptions } from './demo.ts'

const modes = ['counter', 'self-service'] as const
const usage =
  'usage: npm start -- [--mode counter|self-service] [--screen 1080x1920|1920x1080] [--data DIR] [--no-restart]'
const screens = { '1080x1920': { width: 1080, height: 1920 }, '1920x1080': { width: 1920, height: 1080 } } as const

/** What was typed cannot be done; the message says what can. */
export class UsageError extends Error {
  constructor(message: string) {
    super(`${message}\n${usage}`)
  }
}

/** Reads the command line and environment of `npm start`. */
export function demoArguments(typed: readonly string[], env: NodeJS.ProcessEnv): DemoOptions {
  const { mode: wanted, data, screen: size, ...flags } = parsed(typed)
  const mode = modes.find((one) => one === wanted)
  if (mode === undefined) throw new UsageError(`there is no mode ${wanted}`)
  const screen = Object.entries(screens).find(([name]) => name === size)?.[1]
  if (size !== undefined && screen === undefined) throw new UsageError(`there is no screen ${size}`)
  const port = env['HALL_CDP_PORT'] // the kiosk reads it itself, in demo mode only
  if (port !== undefined && !(Number(port) > 0 && Number(port) < 65_536)) {
    throw new UsageError(`HALL_CDP_PORT: ${port} is no port`)
  }
  const named = data ?? env['HALL_DATA']
  const dataDir = named === undefined ? mkdtempSync(join(tmpdir(), 'hall-demo-')) : fromCaller(named)
  return { dataDir, mode, kiosk: flags['no-restart'] ? 'once' : 'kept', ...(screen ? { screen } : {}) }
}

interface Typed {
  readonly mode: string
  readonly data: string | undefined
  readonly screen: string | undefined
  readonly 'no-restart': boolean
}

function parsed(typed: readonly string[]): Typed {
  try {
    const options = {
      mode: { type: 'string', default: 'counter' },
      data: { type: 'string' },
      screen: { type: 'string' },
      'no-restart': { type: 'boolean', default: false },
    } as const
    const { values } = parseArgs({ args: [...typed], options })
    return { ...values, data: values.data, screen: values.screen }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
