import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider'
import { grantById, type GrantRow } from '../consents/grants.service.ts'
import type { ArtefactStore, StoreParts } from './artefact-store.ts'

/** For whatever the provider gives no life of its own. */
const USUAL_LIFE_S = 3600
const DAY_S = 86_400

function nowhere(): Promise<undefined> {
  return Promise.resolve(undefined)
}

function artefactAdapter(store: ArtefactStore, model: string): Adapter {
  return {
    async upsert(id, payload, lifeS = USUAL_LIFE_S) {
      if (await store.keep(model, { id, payload, lifeS })) return
      const why = 'what this rests on has ended'
      throw model === 'Session' ? new errors.SessionNotFound(why) : new errors.InvalidGrant(why)
    },
    find: async (id) => (await store.find(model, id))?.payload,
    findByUid: async (uid) => (await store.findBySession(uid))?.payload,
    findByUserCode: nowhere,
    async consume(id) {
      if (!(await store.consume(model, id))) throw new errors.InvalidGrant('already used')
    },
    destroy: (id) => store.remove(model, id),
    revokeByGrantId: (grantId) => store.removeOfGrant(grantId),
  }
}

/** A consent in the provider's words. It does not expire: the citizen takes it back, or it goes with the account or its identity. */
function grantPayload({ id, accountId, serviceId, scopes, grantedAt }: GrantRow, nowS: number): AdapterPayload {
  const iat = Math.floor(Date.parse(grantedAt) / 1000)
  return { jti: id, kind: 'Grant', accountId, clientId: serviceId, openid: { scope: scopes }, iat, exp: nowS + DAY_S }
}

/** Consents are written and removed by citizens alone; the provider reads them. */
function grantAdapter({ database }: Pick<StoreParts, 'database'>): Adapter {
  const refused = (): Promise<never> => Promise.reject(new Error('the provider writes no consents'))
  return {
    async find(id) {
      const row = await grantById(database.reader, id)
      return row && grantPayload(row, Math.floor(Date.now() / 1000))
    },
    upsert: refused,
    consume: refused,
    destroy: refused,
    revokeByGrantId: refused,
    findByUid: nowhere,
    findByUserCode: nowhere,
  }
}

/** Where the provider keeps what it hands out, model by model. */
export function adapterOn(parts: StoreParts, store: ArtefactStore): AdapterFactory {
  return (model) => (model === 'Grant' ? grantAdapter(parts) : artefactAdapter(store, model))
}
