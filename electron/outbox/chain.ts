import { randomUUID } from 'node:crypto'
import { CHAIN_START } from '../../sync-server/contract/sealed-record.ts'
import type { Connection } from '../store/connection.ts'
import type { Store } from '../store/store.ts'

const GAP = `insert into outbox
  (record_id, kiosk_id, seq, digest, state, is_lost, reasons, weight, receipt_number, finished_at, staff_number)
  values (?, ?, ?, ?, 'ready', 1, '["record.damaged"]', 0, '', '', '')`

/** The last record of a kiosk's chain. */
export interface ChainHead {
  readonly seq: number
  readonly digest: string
}

/** The head of a chain to which nothing has been added. */
export const emptyChain: ChainHead = { seq: 0, digest: CHAIN_START }

/** The head of this kiosk's chain; undefined while it is not known, as in a database that replaced a damaged one. */
export function headOf(sql: Connection, kioskId: string): ChainHead | undefined {
  return sql.get<ChainHead>('select seq, digest from chain where kiosk_id = ?', kioskId)
}

/** Begins the chain of a kiosk that was just enrolled; one that has a head keeps it. */
export function beginChain(store: Store, kioskId: string): void {
  store.write((sql) => {
    if (!headOf(sql, kioskId)) setHead(sql, kioskId, emptyChain)
  })
}

/** Sets the head; part of the transaction that adds the record. */
export function setHead(sql: Connection, kioskId: string, head: ChainHead): void {
  sql.run(
    `insert into chain (kiosk_id, seq, digest) values (?, ?, ?)
     on conflict (kiosk_id) do update set seq = excluded.seq, digest = excluded.digest`,
    kioskId,
    head.seq,
    head.digest,
  )
}

/**
 * Learns from the server how far the chain has arrived. An unknown head becomes the furthest of the server's and what still
 * waits here; a head behind the server's (a restored disk) jumps ahead, so that no number is ever used twice.
 */
export function catchUp(store: Store, kioskId: string, server: ChainHead): void {
  const head = store.read((sql) => headOf(sql, kioskId))
  if (!head || head.seq < server.seq) store.write((sql) => moveHead(sql, kioskId, server))
}

function moveHead(sql: Connection, kioskId: string, server: ChainHead): void {
  const waiting = sql.get<ChainHead>(
    'select seq, digest from outbox where kiosk_id = ? order by seq desc limit 1',
    kioskId,
  )
  setHead(sql, kioskId, waiting && waiting.seq > server.seq ? waiting : server)
}

/**
 * Lines for places of the chain that were lost with a damaged database: nothing is known of them but their number. They are
 * announced to the server as lost, so that the records after them need not wait for what never comes.
 */
export function markGaps(store: Store, kioskId: string, server: ChainHead): number {
  return store.write((sql) => {
    const head = headOf(sql, kioskId)?.seq ?? server.seq
    const here = sql.all<{ seq: number }>('select seq from outbox where kiosk_id = ? and seq > ?', kioskId, server.seq)
    const known = new Set(here.map(({ seq }) => seq))
    const lost = Array.from({ length: Math.max(0, head - server.seq) }, (_, i) => server.seq + 1 + i)
    return lost.filter((seq) => !known.has(seq)).map((seq) => sql.run(GAP, randomUUID(), kioskId, seq, CHAIN_START))
      .length
  })
}
