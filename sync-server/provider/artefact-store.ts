import type { AdapterPayload } from 'oidc-provider'
import { after, type Clock, instant } from '../platform/clock.ts'
import type { Database, Transaction } from '../platform/database/database.ts'
import { sha256Hex } from '../platform/digest.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import * as artefacts from './artefacts.repository.ts'

/** Where artefacts are kept, and how. */
export interface StoreParts {
  readonly database: Database
  readonly clock: Clock
  readonly personal: PersonalData
}

/** An artefact as the provider hands it over, with its life in seconds. */
export interface Artefact {
  readonly id: string
  readonly payload: AdapterPayload
  readonly lifeS: number
}

/** An artefact with what the provider does not know of it. */
export interface KeptArtefact {
  readonly payload: AdapterPayload
  /** The browser in which it began, where that matters. */
  readonly browserHash: string | null
  readonly createdAt: Date
}

const keyOf = (model: string, id: string): string => sha256Hex(`${model}/${id}`)
const placeOf = (keyHash: string): string => `provider_artefacts/${keyHash}`

/**
 * The citizen's session on which an artefact rests: a browser session bears its id, a token that ends with it names it. Anything
 * else rests on none.
 */
function sessionBehind(
  model: string,
  { uid, accountId, sessionUid, expiresWithSession }: AdapterPayload,
): string | null {
  if (accountId === undefined) return null
  if (model === 'Session') return uid ?? null
  return expiresWithSession === true ? (sessionUid ?? null) : null
}

/** The provider's artefacts in the database: found by hashes of their secrets, sealed, for any number of server processes. */
export class ArtefactStore {
  private readonly parts: StoreParts
  constructor(parts: StoreParts) {
    this.parts = parts
  }

  private get now(): string {
    return instant(this.parts.clock.now())
  }

  private open(found: artefacts.FoundArtefact | undefined): KeptArtefact | undefined {
    if (!found) return undefined
    const { keyHash, sealedPayload, consumedAt, browserHash, createdAt } = found
    const payload = JSON.parse(this.parts.personal.open(placeOf(keyHash), sealedPayload)) as AdapterPayload
    const consumed = consumedAt === null ? {} : { consumed: Math.floor(Date.parse(consumedAt) / 1000) }
    return { payload: { ...payload, ...consumed }, browserHash, createdAt: new Date(createdAt) }
  }

  async find(model: string, id: string): Promise<KeptArtefact | undefined> {
    return this.open(await artefacts.artefactBy(this.parts.database.reader, keyOf(model, id), this.now))
  }

  async findBySession(sessionId: string): Promise<KeptArtefact | undefined> {
    return this.open(await artefacts.browserSessionOf(this.parts.database.reader, sessionId, this.now))
  }

  /** Keeps an artefact for so many seconds; false when what it rests on has ended meanwhile. */
  keep(model: string, artefact: Artefact): Promise<boolean> {
    return this.parts.database.write((tx) => this.keepIn(tx, model, artefact))
  }

  /** The same inside a transaction of something else. */
  keepIn(tx: Transaction, model: string, { id, payload, lifeS }: Artefact): Promise<boolean> {
    const { clock, personal } = this.parts
    const now = clock.now()
    const keyHash = keyOf(model, id)
    const row = {
      keyHash,
      model,
      grantId: payload.grantId !== undefined && model !== 'Interaction' ? payload.grantId : null,
      sessionId: sessionBehind(model, payload),
      accountId: payload.accountId ?? null,
      sealedPayload: personal.seal(placeOf(keyHash), JSON.stringify(payload)),
      createdAt: instant(now),
      expiresAt: after(now, lifeS * 1000),
    }
    return artefacts.keepArtefact(tx, row)
  }

  /** Uses an artefact up; true for exactly one of those who do so at the same moment. */
  consume(model: string, id: string): Promise<boolean> {
    return this.parts.database.write((tx) => artefacts.consumeArtefact(tx, keyOf(model, id), this.now))
  }

  remove(model: string, id: string): Promise<void> {
    return this.parts.database.write((tx) => artefacts.removeArtefact(tx, keyOf(model, id)))
  }

  removeOfGrant(grantId: string): Promise<void> {
    return this.parts.database.write((tx) => artefacts.removeArtefactsOfGrant(tx, grantId))
  }

  /** Ends what browsers have of a citizen's session. */
  endBrowserSessions(sessionId: string): Promise<void> {
    return this.parts.database.write((tx) => artefacts.removeBrowserSessions(tx, sessionId))
  }

  bindToBrowser(model: string, id: string, browserHash: string): Promise<void> {
    return this.parts.database.write((tx) => artefacts.bindToBrowser(tx, keyOf(model, id), browserHash))
  }

  sweep(): Promise<void> {
    return this.parts.database.write((tx) => artefacts.dropExpiredArtefacts(tx, this.now))
  }
}
