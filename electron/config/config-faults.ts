import type { TSchema } from 'typebox'
import { Check, Errors } from 'typebox/value'
import { KioskConfigFile, ReaderChoice } from './kiosk-config.ts'

const keyPath = (pointer: string): string => pointer.split('/').slice(1).join('.') || '(file)'

/** A union's error names no branch, so the branch that the driver names is asked instead. */
function branchFor(value: unknown): TSchema | undefined {
  if (typeof value !== 'object' || value === null || !('driver' in value)) return undefined
  return ReaderChoice.anyOf.find((branch) => 'properties' in branch && Check(branch.properties.driver, value.driver))
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
  const reader = typeof value === 'object' && value !== null && 'reader' in value ? value.reader : undefined
  const branch = branchFor(reader)
  const ofReader = branch ? faultsOf(branch, reader, '/reader') : []
  const others = faultsOf(KioskConfigFile, value).filter((fault) => !branch || !/^reader[.:]/.test(fault))
  return [...new Set([...others, ...ofReader])]
}
