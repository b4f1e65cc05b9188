import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { alone } from './lock.ts'
import { runtimeDir } from './paths.ts'

/** A step of set-up that need not run again while its inputs stay the same and its product is there. */
export interface Step {
  readonly name: string
  readonly inputs: string
  readonly product: string
}

/** Does the step once per set of inputs; a product that someone deleted is made again. */
export async function once(step: Step, make: () => Promise<void>): Promise<void> {
  const file = join(runtimeDir, 'stamps', step.name)
  const isDone = (): boolean =>
    existsSync(step.product) && existsSync(file) && readFileSync(file, 'utf8') === step.inputs
  if (isDone()) return
  await alone(step.name, async () => {
    if (isDone()) return
    await make()
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, step.inputs)
  })
}

/** A short name for some inputs, so that a stamp and a folder can carry it. */
export function digest(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex').slice(0, 16)
}
