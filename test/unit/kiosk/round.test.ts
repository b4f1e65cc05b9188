import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { type RoundParts, round } from '../../../electron/sync/round.ts'
import type { LeasedRecord } from '../../../electron/outbox/dispatch.ts'
import type { ServerClient } from '../../../electron/sync/server-client.ts'
import { Problem } from '../../../sync-server/contract/failure.ts'

const due: LeasedRecord = { recordId: 'r', digest: 'd', parcel: Buffer.alloc(4) }

test('a batch that is refused before it has left ends the round and nothing else', async () => {
  const unheard: unknown[] = []
  const hear = (reason: unknown): void => void unheard.push(reason)
  process.on('unhandledRejection', hear)
  onTestFinished(() => void process.off('unhandledRejection', hear))
  const call = (name: string): Promise<unknown> =>
    name === 'postRecords' ? Promise.reject(new Problem('server.unreachable')) : Promise.resolve({})
  const outbox = { lease: () => [due], settle: () => [], again: () => undefined, park: () => undefined }
  const parts = {
    client: { call } as unknown as ServerClient,
    outbox: outbox as unknown as RoundParts['outbox'],
    backOff: { reset: () => 7, next: () => 70 },
    ensureEnrolled: () => Promise.resolve(),
    adopt: () => undefined,
    retime: () => false,
    sweep: () => undefined,
    reports: { from: () => undefined, due: () => undefined, sent: () => undefined },
  }
  const failures: unknown[] = []
  const report = {
    online: () => undefined,
    answered: () => undefined,
    failed: (error: unknown) => failures.push(error),
  }
  expect(await round(parts, report, new AbortController().signal)).toBe(7)
  await nextTurn()
  expect([failures.length, unheard]).toEqual([1, []])
})
