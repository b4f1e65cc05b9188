import { expect, test } from 'vitest'
import { fuzz } from '../../fuzz/fuzzing.ts'
import { parsers } from '../../fuzz/parsers.ts'

const EXECUTIONS = 5_000

test.each(parsers)('$name survives whatever a device sends', { timeout: 60_000 }, (parser) => {
  const { executions, failure } = fuzz(parser, { seed: 20_260_105, isOver: (done) => done === EXECUTIONS })
  expect({ executions, failure }).toEqual({ executions: EXECUTIONS, failure: undefined })
})

test('a parser that does not survive is told, with the bytes that bring it back', () => {
  const fragile = {
    name: 'fragile',
    seeds: [Uint8Array.of(1, 2, 3)],
    run: (bytes: Uint8Array): void => {
      if (bytes.length > 10) throw new TypeError('too much')
    },
  }
  const { failure } = fuzz(fragile, { seed: 1, isOver: (done) => done === EXECUTIONS })
  expect(failure?.because).toBe('TypeError: too much')
  expect(() => fragile.run(new Uint8Array(Buffer.from(failure!.bytes, 'hex')))).toThrow('too much')
})
