import type { TSchema } from 'typebox'
import { Check, Errors } from 'typebox/value'
import { CodeScannerChoice, KioskConfigFile, ReaderChoice, ZoneReaderChoice } from './kiosk-config.ts'

const keyPath = (pointer: string): string => pointer.split('/').slice(1).join('.') || '(file)'

/** Devices that one of several drivers may serve. */
const choices = { reader: ReaderChoice, zoneReader: ZoneReaderChoice, codeScanner: CodeScannerChoice } as const
type Choice = keyof typeof choices

/** A union's error names no branch, so the branch that the driver names is asked instead. */
function branchFor(choice: Choice, value: unknown): TSchema | undefined {
  if (typeof value !== 'object' || value === null || !('driver' in value)) return undefined
  const branches: readonly TSchema[] = choices[choice].anyOf
  return branches.find((branch) => {
    const driver = (branch as { properties?: { driver?: TSchema } }).properties?.driver
    return driver !== undefined && Check(driver, value.driver)
  })
}

function faultsOf(schema: TSchema, value: unknown, under = ''): string[] {
  return Errors(schema, value).flatMap((error) => {
    const at = under + error.instancePath
    if (error.keyword === 'additionalProperties') {
      return error.params.additionalProperties.map((key) => `${keyPath(`${at}/${key}`)}: unknown key`)
    }
    if (error.keyword === 'required') {
      return error.params.requiredProperties.map((key) => `${keyPath(`${at}/${key}`)}: missing`)
    }
    return error.keyword === 'boolean' ? [] : [`${keyPath(at)}: ${error.message}`]
  })
}

/** Everything wrong with the shape of a configuration file, each line led by its key path; empty when it may be used. */
export function configFaults(value: unknown): readonly string[] {
  if (Check(KioskConfigFile, value)) return []
  const memberOf = (name: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  const chosen = (Object.keys(choices) as Choice[]).flatMap((choice) => {
    const branch = branchFor(choice, memberOf(choice))
    return branch ? [{ choice, faults: faultsOf(branch, memberOf(choice), `/${choice}`) }] : []
  })
  const isToldBetter = (fault: string): boolean => chosen.some(({ choice }) => /^\w+/.exec(fault)?.[0] === choice)
  const others = faultsOf(KioskConfigFile, value).filter((fault) => !isToldBetter(fault))
  return [...new Set([...others, ...chosen.flatMap(({ faults }) => faults)])]
}
