import fc from 'fast-check'
import type { TSchema } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failures } from '../../../sync-server/contract/failure.ts'
import {
  type Flow,
  flows,
  onlineStepKinds,
  type OnlineStepKindName,
  start,
} from '../../../sync-server/contract/flow/index.ts'
import { OnlineFlowState } from '../../../sync-server/contract/online-flow.ts'
import { rowOfRun } from '../../../sync-server/flows/flow-run.ts'
import { insertRun } from '../../../sync-server/flows/flows.repository.ts'
import { sha256Hex } from '../../../sync-server/platform/digest.ts'
import { newSecret } from '../../../sync-server/platform/ids.ts'
import { isValid } from '../../../sync-server/platform/schema.ts'
import { type Citizen, quickPasswords, seedCitizen, setStatus, signInCitizen } from '../../fixtures/server/citizens.ts'
import { databases } from '../../fixtures/server/databases.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'
import { valueOf } from '../../fixtures/server/value-of-schema.ts'

const running: { server: TestServer; citizen: Citizen; closing: Citizen; token: string }[] = []
beforeAll(async () => {
  for (const { fresh } of databases) {
    const server = await startTestServer(await fresh(), { passwords: quickPasswords() })
    const [citizen, closing] = [await seedCitizen(server, 1), await seedCitizen(server, 2)]
    await setStatus(server, closing.accountId, 'closing', '2999-01-01T00:00:00.000Z')
    running.push({ server, citizen, closing, token: (await signInCitizen(server, citizen)).token ?? '' })
  }
})
afterAll(() => Promise.all(running.map(({ server }) => server.close())))

const LEAK = /at .*\.ts|SELECT|INSERT|sqlite|postgres|node_modules|stack/i
const steps = flows
  .filter(({ runs }) => runs === 'server')
  .flatMap((flow) => flow.steps.map((step) => [flow.id, step.id, flow, step.kind as OnlineStepKindName] as const))

/** A run that stands at a step, without the way there. */
async function runAt(
  { server, citizen, closing }: (typeof running)[number],
  flow: Flow,
  step: string,
): Promise<string> {
  const id = newSecret()
  const { accountId } = step === 'restore-account' ? closing : citizen
  const captcha = { captchaId: newSecret(), image: 'data:,', isPassed: true }
  const memory = { accountId, accountName: citizen.username, recoveryWay: 'phone-and-document' as const, captcha }
  const expiresAt = new Date(Date.now() + 600_000).toISOString()
  const run = {
    idHash: sha256Hex(id),
    flow,
    state: { ...start(flow), step },
    memory,
    kioskId: null,
    revision: 0,
    expiresAt,
  }
  await server.foundation.database.write((tx) => insertRun(tx, rowOfRun(server.foundation.personal, run)))
  return id
}

test.each(steps)('%s: whatever is sent to the step %s gets a state or a problem', async (_flow, step, flow, kind) => {
  const output: fc.Arbitrary<unknown> = valueOf(onlineStepKinds[kind].output as TSchema)
  await fc.assert(
    fc.asyncProperty(
      fc.array(output, { minLength: 1, maxLength: 3 }),
      fc.nat(running.length - 1),
      async (outputs, n) => {
        const at = running[n]!
        const id = await runAt(at, flow, step)
        for (const one of outputs) {
          const answer = await at.server.app.inject({
            ...{ method: 'POST', url: `/v1/flows/${id}/answers` },
            headers: { 'content-type': 'application/json', authorization: `Bearer ${at.token}` },
            payload: JSON.stringify({ step, output: one ?? null }),
          })
          expect(answer.statusCode, answer.body).toBeLessThan(500)
          expect(answer.body).not.toMatch(LEAK)
          if (answer.statusCode === 200) expect(isValid(OnlineFlowState, answer.json())).toBe(true)
          else expect(Object.keys(failures)).toContain(answer.json<{ code: string }>().code)
        }
      },
    ),
    { numRuns: 25 },
  )
})
