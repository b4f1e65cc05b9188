import { generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { beginChain, headOf } from '../../../electron/outbox/chain.ts'
import { type CourierOutbox, courierOutbox } from '../../../electron/outbox/courier-outbox.ts'
import { depot } from '../../../electron/outbox/depot.ts'
import type { LeasedRecord } from '../../../electron/outbox/dispatch.ts'
import { ledger } from '../../../electron/outbox/ledger.ts'
import { publicKeyOf } from '../../../electron/platform/keys.ts'
import type { Depot } from '../../../electron/stages.ts'
import { openStore, type Store } from '../../../electron/store/store.ts'
import { seal } from '../../../electron/vault/seal.ts'
import { canonicalJson } from '../../../sync-server/contract/canonical-json.ts'
import type { Receipt, SignedReceipt } from '../../../sync-server/contract/sealed-record.ts'
import { hallKeys } from '../../fixtures/kiosk/hall-keys.ts'
import { attachments, sessionLog } from '../../fixtures/kiosk/session-logs.ts'

const KIOSK = '00000000-0000-7000-8000-000000000000'
const LEASE_MS = 60_000
const hall = hallKeys()
const signing = generateKeyPairSync('ed25519').privateKey
const sealing = publicKeyOf('x25519', hall.pinned.sealing.publicKey)
const root = mkdtempSync(join(tmpdir(), 'kiosk-outbox-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

type State = 'ready' | 'leased' | 'granted' | 'returned' | 'acknowledged' | 'parked'
interface Line {
  readonly recordId: string
  state: State
  leasedUntil: number
}
/** What the outbox must look like, in the simplest words. */
interface Model {
  lines: Line[]
}

/** The real outbox on a real file, with a clock of its own. */
class Real {
  now = Date.parse('2026-11-22T08:00:00Z')
  store!: Store
  depot!: Depot
  courier!: CourierOutbox
  readonly leased = new Map<string, LeasedRecord & { seq: number }>()
  readonly path: string
  constructor(run: number) {
    this.path = join(root, `${run}.db`)
    this.open()
    beginChain(this.store, KIOSK)
  }
  open(): void {
    const now = (): Date => new Date(this.now)
    this.store = openStore({ path: this.path, nativeBinding: undefined, now, recover: () => undefined })
    this.depot = depot({
      store: this.store,
      ledger: ledger(this.store, now),
      now,
      kioskId: () => KIOSK,
      seal: (plain, position) => seal({ signing, sealing, sealingKeyId: 'k' }, plain, position),
      onChange: () => undefined,
    })
    const terms = { leaseMs: LEASE_MS, batchBytes: 1500 }
    this.courier = courierOutbox({ store: this.store, now, keys: () => hall.pinned, ...terms })
  }
  receiptFor(recordId: string, change: Partial<Receipt> = {}): SignedReceipt {
    const row = this.store.read((sql) =>
      sql.get<{ seq: number; digest: string }>('select seq, digest from outbox where record_id = ?', recordId),
    )!
    const value: Receipt = {
      recordId,
      kioskId: KIOSK,
      ...row,
      serverSeq: 1,
      receivedAt: '2026-11-22T08:00:00Z',
      decision: 'granted',
      reasons: [],
      keyId: hall.pinned.signing.id,
      ...change,
    }
    return {
      value,
      signature: sign(null, Buffer.from(canonicalJson(value)), hall.signingPrivate).toString('base64url'),
    }
  }
}

const waits = ({ state }: Line): boolean => state === 'ready' || state === 'leased'
const hasBytes = (line: Line): boolean => waits(line) || line.state === 'parked'

/** Everything that must hold after every step. */
function check(model: Model, real: Real): void {
  const count = (...states: State[]) => model.lines.filter(({ state }) => states.includes(state)).length
  expect(real.depot.counts()).toEqual({
    waiting: count('ready', 'leased'),
    returned: count('returned'),
    parked: count('parked'),
  })
  const parcels = real.store.read((sql) => sql.get<{ n: number }>('select count(*) as n from parcels'))!.n
  expect(parcels).toBe(model.lines.filter(hasBytes).length)
  const rows = real.store.read((sql) => sql.all<{ seq: number }>('select seq from outbox order by seq'))
  expect(rows.map(({ seq }) => seq)).toEqual(model.lines.map((_, i) => i + 1))
  expect(real.store.read((sql) => headOf(sql, KIOSK))?.seq).toBe(model.lines.length)
}

type Step = fc.Command<Model, Real>
const step = (
  name: string,
  run: (model: Model, real: Real) => void,
  can: (model: Model) => boolean = () => true,
): Step => ({
  check: can,
  run: (model, real) => {
    run(model, real)
    check(model, real)
  },
  toString: () => name,
})
const pick = (lines: readonly Line[], at: number): Line => lines[at % lines.length]!

const steps = [
  fc.constant(
    step('enqueue', (model, real) => {
      const log = sessionLog(KIOSK)
      real.depot.deposit(log, attachments(40), '1001')
      model.lines.push({ recordId: log.recordId, state: 'ready', leasedUntil: 0 })
    }),
  ),
  fc.constant(
    step('lease', (model, real) => {
      const due = model.lines.filter((l) => l.state === 'ready' || (l.state === 'leased' && l.leasedUntil <= real.now))
      const leased = real.courier.lease(100)
      expect(leased.map(({ recordId }) => recordId)).toEqual(
        due.slice(0, leased.length).map(({ recordId }) => recordId),
      )
      expect(leased.length > 0).toBe(due.length > 0)
      for (const line of due.slice(0, leased.length)) {
        line.state = 'leased'
        line.leasedUntil = real.now + LEASE_MS
      }
    }),
  ),
  fc.constant(step('leases run out', (_, real) => (real.now += LEASE_MS))),
  fc.constant(
    step('release', (model, real) => {
      real.courier.release()
      for (const line of model.lines) if (line.state === 'leased') line.state = 'ready'
    }),
  ),
  fc.constant(
    step('crash', (model, real) => {
      real.store.close()
      real.open()
      real.courier.reclaim()
      for (const line of model.lines) if (line.state === 'leased') line.state = 'ready'
    }),
  ),
  fc.tuple(fc.nat(), fc.boolean()).map(([at, isGranted]) =>
    step(
      `receipt ${isGranted}`,
      (model, real) => {
        const line = pick(model.lines, at)
        const change: Partial<Receipt> = isGranted ? {} : { decision: 'returned', reasons: ['evidence.stale'] }
        const receipts = real.courier.settle([real.receiptFor(line.recordId, change)])
        const isNews = hasBytes(line)
        expect(receipts.length).toBe(isNews ? 1 : 0)
        if (isNews) line.state = isGranted ? 'granted' : 'returned'
      },
      ({ lines }) => lines.length > 0,
    ),
  ),
  fc.tuple(fc.nat(), fc.nat(4)).map(([at, kind]) =>
    step(
      `forged receipt ${kind}`,
      (model, real) => {
        const line = pick(model.lines, at)
        const good = real.receiptFor(line.recordId)
        const forged: SignedReceipt[] = [
          { ...good, signature: sign(null, Buffer.from('x'), hall.signingPrivate).toString('base64url') },
          { ...good, value: { ...good.value, digest: '00'.repeat(32) } },
          real.receiptFor(line.recordId, { seq: 99_999 }),
          real.receiptFor(line.recordId, { kioskId: '00000000-0000-7000-8000-000000000001' }),
          real.receiptFor(line.recordId, { keyId: 'other' }),
        ]
        expect(real.courier.settle([forged[kind]!])).toEqual([])
      },
      ({ lines }) => lines.length > 0,
    ),
  ),
  fc.nat().map((at) =>
    step(
      'again',
      (model, real) => {
        const line = pick(model.lines, at)
        real.courier.again(line.recordId, 'record.out-of-order')
        if (line.state === 'leased') line.state = 'ready'
      },
      ({ lines }) => lines.length > 0,
    ),
  ),
  fc.nat().map((at) =>
    step(
      'rejected',
      (model, real) => {
        const line = pick(model.lines, at)
        real.courier.park(line.recordId, 'record.conflict')
        if (waits(line)) line.state = 'parked'
      },
      ({ lines }) => lines.length > 0,
    ),
  ),
  fc.nat().map((at) =>
    step(
      'acknowledge a returned one',
      (model, real) => {
        const line = pick(
          model.lines.filter(({ state }) => state === 'returned'),
          at,
        )
        real.depot.acknowledge(line.recordId)
        line.state = 'acknowledged'
      },
      ({ lines }) => lines.some(({ state }) => state === 'returned'),
    ),
  ),
]

test('whatever happens in whatever order, the outbox is what it should be', { timeout: 120_000 }, () => {
  let run = 0
  fc.assert(
    fc.property(fc.commands(steps, { maxCommands: 40, size: 'max' }), (commands) => {
      const real = new Real(run++)
      try {
        fc.modelRun(() => ({ model: { lines: [] } as Model, real }), commands)
      } finally {
        real.store.close()
      }
    }),
    { numRuns: 60 },
  )
})
