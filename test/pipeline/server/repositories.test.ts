import { afterEach, describe, expect, test } from 'vitest'
import { type EvidenceKind, evidenceKinds } from '../../../sync-server/contract/evidence.ts'
import { openAccount } from '../../../sync-server/accounts/accounts.service.ts'
import { keepEvidence } from '../../../sync-server/levels/levels.service.ts'
import { decideLevel } from '../../../sync-server/levels/level-policy.ts'
import { insertGrant } from '../../../sync-server/levels/levels.repository.ts'
import { insertRecord } from '../../../sync-server/intake/inbox.repository.ts'
import { insertAccount } from '../../../sync-server/accounts/accounts.repository.ts'
import { verifyAudit } from '../../../sync-server/audit/audit.service.ts'
import type { Transaction } from '../../../sync-server/platform/database/database.ts'
import { newId } from '../../../sync-server/platform/ids.ts'
import { databases } from '../../fixtures/server/databases.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'
import { signingKey } from '../../fixtures/server/build-record.ts'
import { enrol, issueEnrolmentCode } from '../../../sync-server/kiosks/kiosks.service.ts'

/** Everything that a grant by the chip of one document may rest on. */
const byChip = new Set<EvidenceKind>(
  evidenceKinds.filter((kind) => kind !== 'document-zone' && kind !== 'document-typed'),
)
const now = '2026-11-22T02:00:00.000Z'
let server: TestServer | undefined
afterEach(() => server?.close())

async function keepRecord(tx: Transaction, kioskId: string, recordId: string, seq = 1): Promise<void> {
  const row = {
    recordId,
    kioskId,
    seq,
    digest: 'd',
    previousDigest: 'p',
    receiptNumber: 'n',
    decision: 'returned',
  } as const
  const rest = {
    reasons: '["x"]',
    accountId: null,
    policyVersion: 1,
    receivedAt: now,
    receipt: '{}',
    parcel: Buffer.from('r'),
  }
  await insertRecord(tx, { ...row, ...rest })
}

describe.each(databases)('on $name', ({ fresh }) => {
  const start = async () => (server = await startTestServer(await fresh()))

  test('a failing write leaves its neighbours of the same turn alone', async () => {
    const { foundation } = await start()
    const write = (n: number) =>
      foundation.database.write(async (tx) => {
        await tx.run('INSERT INTO policies (version, content) VALUES (?, ?)', 100 + n, 'x')
        if (n % 3 === 0) throw new Error(`no ${n}`)
        return n
      })
    const results = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => write(n)))
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual(results.map((_r, n) => n % 3 !== 0))
    const kept = await foundation.database.reader.all<{ version: number }>(
      'SELECT version FROM policies WHERE version >= 100 ORDER BY version',
    )
    expect(kept.map(({ version }) => version - 100)).toEqual([1, 2, 4, 5, 7, 8, 10, 11])
  })
  test('a part that fails undoes itself and not what came before it', async () => {
    const { foundation } = await start()
    await foundation.database.write(async (tx) => {
      await tx.run('INSERT INTO policies (version, content) VALUES (?, ?)', 200, 'x')
      const part = tx.part(async () => {
        await tx.run('INSERT INTO policies (version, content) VALUES (?, ?)', 201, 'x')
        throw new Error('no')
      })
      await expect(part).rejects.toThrow('no')
    })
    const kept = await foundation.database.reader.all<{ version: number }>(
      'SELECT version FROM policies WHERE version >= 200',
    )
    expect(kept).toEqual([{ version: 200 }])
  })
  test('of twenty that open an account for one phone at once, one does', async () => {
    const { foundation, kiosk } = await start()
    const { id } = await kiosk()
    const caller = {
      kioskId: id,
      hall: { id: 'h', name: 'h' },
      staffId: newId(new Date()),
      role: 'clerk',
      tokenHash: '',
    } as const
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => openAccount(foundation, caller, '10000000001')),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(new Set(results.flatMap((r) => (r.status === 'rejected' ? [String(r.reason)] : [])))).toEqual(
      new Set(['Problem: account.phone-taken']),
    )
    expect((await verifyAudit(foundation.database.reader)).broken).toEqual([])
  })
  test('an enrolment code serves one of ten kiosks that use it at once', async () => {
    const { foundation } = await start()
    const code = await issueEnrolmentCode(foundation, { id: 'h', name: 'h' })
    const tries = Array.from({ length: 10 }, () =>
      enrol(foundation, { code, publicKey: signingKey().publicKey, name: 'k' }),
    )
    const results = await Promise.allSettled(tries)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
  test('an enrolment code ends with its time', async () => {
    const { foundation, clock } = await start()
    const code = await issueEnrolmentCode(foundation, { id: 'h', name: 'h' }, 1)
    clock.move(3_600_001)
    await expect(enrol(foundation, { code, publicKey: signingKey().publicKey, name: 'k' })).rejects.toThrow(
      'kiosk.enrolment-code-invalid',
    )
  })
  test.each([
    'UPDATE audit SET action = action',
    'DELETE FROM audit',
    'UPDATE evidence SET step = step',
    'DELETE FROM evidence',
    'DELETE FROM inbox',
    'UPDATE inbox SET digest = digest',
    'DELETE FROM level_grants',
  ])('%s is refused', async (statement) => {
    const { foundation, kiosk } = await start()
    const { id } = await kiosk()
    const recordId = newId(new Date())
    await foundation.database.write(async (tx) => {
      await keepRecord(tx, id, recordId)
      await keepEvidence(
        tx,
        recordId,
        [...byChip].map((kind) => ({ kind, step: 's', at: now, detail: {} })),
      )
      const accountId = newId(new Date())
      await insertAccount(tx, { id: accountId, sealedPhone: null, sealedUsername: null, createdAt: now })
      await insertGrant(tx, { recordId, accountId, level: 'L4', because: 'b', grantedAt: now }, byChip)
    })
    await expect(foundation.database.write((tx) => tx.run(statement))).rejects.toThrow(/append-only/)
  })
  test('the database itself takes a grant only with the evidence that its level asks for, for all 1024 sets', async () => {
    const { foundation, kiosk } = await start()
    const { id } = await kiosk()
    const accountId = newId(new Date())
    await foundation.database.write((tx) =>
      insertAccount(tx, { id: accountId, sealedPhone: null, sealedUsername: null, createdAt: now }),
    )
    const grants = async (kinds: ReadonlySet<EvidenceKind>, work: { level: 'L3' | 'L4'; seq: number }) => {
      const { level, seq } = work
      const recordId = newId(new Date())
      const evidence = [...kinds].map((kind) => ({ kind, step: 's', at: now, detail: {} }))
      const attempt = foundation.database.write(async (tx) => {
        await keepRecord(tx, id, recordId, seq)
        if (evidence.length > 0) await keepEvidence(tx, recordId, evidence)
        await insertGrant(tx, { recordId, accountId, level, because: 'b', grantedAt: now }, kinds)
      })
      return attempt.then(
        () => true,
        () => false,
      )
    }
    const sets = Array.from(
      { length: 2 ** evidenceKinds.length },
      (_, bits) => new Set(evidenceKinds.filter((_kind, i) => bits & (1 << i))),
    )
    const tries = sets.flatMap((kinds) => (['L3', 'L4'] as const).map((level) => ({ kinds, level })))
    const wrong: string[] = []
    for (const [i, { kinds, level }] of tries.entries()) {
      const isTaken = await grants(kinds, { level, seq: i + 1 })
      if (isTaken !== (decideLevel(kinds).level === level)) wrong.push(`${level}: ${[...kinds].join()}`)
    }
    expect(sets).toHaveLength(1024)
    expect(wrong).toEqual([])
  }, 120_000)
  test('a grant cannot name evidence that its own record does not have', async () => {
    const { foundation, kiosk } = await start()
    const { id } = await kiosk()
    const accountId = newId(new Date())
    const attempt = foundation.database.write(async (tx) => {
      await insertAccount(tx, { id: accountId, sealedPhone: null, sealedUsername: null, createdAt: now })
      const [first, second] = [newId(new Date()), newId(new Date())]
      await keepRecord(tx, id, first, 1)
      await keepRecord(tx, id, second, 2)
      await keepEvidence(
        tx,
        first,
        [...byChip].map((kind) => ({ kind, step: 's', at: now, detail: {} })),
      )
      await insertGrant(tx, { recordId: second, accountId, level: 'L4', because: 'b', grantedAt: now }, byChip)
    })
    await expect(attempt).rejects.toThrow()
  })
  test('a level cannot be written without a grant', async () => {
    const { foundation } = await start()
    const attempt = foundation.database.write(async (tx) => {
      await insertAccount(tx, { id: 'a', sealedPhone: null, sealedUsername: null, createdAt: now })
      await tx.run(`UPDATE accounts SET level = 'L4' WHERE id = 'a'`)
    })
    await expect(attempt).rejects.toThrow()
  })
})
