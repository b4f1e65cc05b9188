import { holderWays } from '../../contract/holder-way.ts'

const WAYS = holderWays.map((way) => `'${way}'`).join(', ')

/**
 * How holders were matched with their documents: nonces of captures, each of one record, and how long each way took, counted by
 * day, kiosk and band of seconds, so that no row tells of a person.
 */
export const holderChecks = [
  `CREATE TABLE capture_nonces (digest TEXT PRIMARY KEY, record_id TEXT NOT NULL, kiosk_id TEXT NOT NULL) STRICT`,
  `CREATE TABLE way_times (
    day TEXT NOT NULL, kiosk_id TEXT NOT NULL REFERENCES kiosks (id), way TEXT NOT NULL CHECK (way IN (${WAYS})),
    up_to_s INTEGER NOT NULL CHECK (up_to_s > 0), granted INTEGER NOT NULL CHECK (granted >= 0),
    returned INTEGER NOT NULL CHECK (returned >= 0), PRIMARY KEY (day, kiosk_id, way, up_to_s)) STRICT`,
]
