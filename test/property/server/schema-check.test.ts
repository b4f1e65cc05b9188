import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TSchema } from 'typebox'
import { Check } from 'typebox/value'
import { stepKinds } from '../../../sync-server/contract/flow/index.ts'
import { routes } from '../../../sync-server/contract/route.ts'
import { RecordHeader, SignedReceipt } from '../../../sync-server/contract/sealed-record.ts'
import { SessionLog } from '../../../sync-server/contract/session-log.ts'
import { checkOf } from '../../../sync-server/platform/schema-check.ts'
import { valueOf } from '../../fixtures/server/value-of-schema.ts'

const bodies = Object.entries(routes).flatMap(([name, route]) =>
  'body' in route && !('bytes' in route.body) ? [[name, route.body as TSchema] as const] : [],
)
const outputs = Object.entries(stepKinds).map(([kind, { output }]) => [kind, output as TSchema] as const)
const schemas = [
  ...bodies,
  ...outputs,
  ['SessionLog', SessionLog] as const,
  ['RecordHeader', RecordHeader] as const,
  ['SignedReceipt', SignedReceipt] as const,
]

test.each(schemas)('%s: the fast check says what the library says', (_name, schema) => {
  const check = checkOf(schema)
  let good = 0
  fc.assert(
    fc.property(valueOf(schema), (value) => {
      const isGood = Check(schema, value)
      if (isGood) good++
      expect(check(value)).toBe(isGood)
    }),
    { numRuns: 80 },
  )
  expect(good).toBeGreaterThan(0)
})
test('a schema with words that it does not know is left to the library', () => {
  const even = { type: 'integer', multipleOf: 2 } as unknown as TSchema
  expect([checkOf(even)(4), checkOf(even)(3)]).toEqual([true, false])
})
