import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { canonicalJson } from '../../sync-server/contract/canonical-json.ts'
import { Problem } from '../../sync-server/contract/failure.ts'
import { NONCE_BYTES, TAG_BYTES } from '../../sync-server/contract/sealed-record.ts'
import type { SnapshotShelf } from '../stages.ts'
import type { Store } from '../store/store.ts'

type Meta = Parameters<SnapshotShelf['save']>[1]

/** The signed-in staff member's own key for unfinished sessions. */
export interface SnapshotKey {
  readonly staffNumber: string
  readonly key: Uint8Array
}

interface Row {
  readonly session_id: string
  readonly staff_number: string
  readonly started_at: string
  readonly step_title: string
  readonly sealed: Buffer
}

const SAVE = `insert into snapshot (id, session_id, staff_number, started_at, step_title, sealed) values (1, ?, ?, ?, ?, ?)
  on conflict (id) do update set session_id = excluded.session_id, staff_number = excluded.staff_number,
  started_at = excluded.started_at, step_title = excluded.step_title, sealed = excluded.sealed`

const metaOf = (row: Row): Meta => ({
  sessionId: row.session_id,
  staffNumber: row.staff_number,
  startedAt: row.started_at,
  stepTitle: row.step_title,
})

function close(snapshot: Uint8Array, key: Uint8Array, meta: Meta): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(canonicalJson(meta)))
  return Buffer.concat([nonce, cipher.update(snapshot), cipher.final(), cipher.getAuthTag()])
}

function unlock(sealed: Buffer, key: Uint8Array, meta: Meta): Uint8Array {
  const end = sealed.length - TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
  decipher.setAAD(Buffer.from(canonicalJson(meta))).setAuthTag(sealed.subarray(end))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()])
}

/** Keeps the one unfinished session encrypted under the key of whoever works on it; `keyOf` gives that key while signed in. */
export function snapshotShelf(store: Store, keyOf: () => SnapshotKey | undefined): SnapshotShelf {
  const row = (): Row | undefined => store.read((sql) => sql.get<Row>('select * from snapshot where id = 1'))
  return {
    save(snapshot, { sessionId, staffNumber, startedAt, stepTitle }) {
      const owner = keyOf()
      if (owner?.staffNumber !== staffNumber) throw new Problem('staff.not-allowed')
      const sealed = close(snapshot, owner.key, { sessionId, staffNumber, startedAt, stepTitle })
      store.write((sql) => sql.run(SAVE, sessionId, staffNumber, startedAt, stepTitle, sealed))
    },
    peek() {
      const found = row()
      return found && metaOf(found)
    },
    open() {
      const found = row()
      const owner = keyOf()
      if (!found || owner?.staffNumber !== found.staff_number) throw new Problem('staff.not-allowed')
      try {
        return unlock(found.sealed, owner.key, metaOf(found))
      } catch (cause) {
        throw new Problem('staff.not-allowed', { cause })
      }
    },
    discard() {
      store.write((sql) => sql.run('delete from snapshot'))
    },
  }
}
