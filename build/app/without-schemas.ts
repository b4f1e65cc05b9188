import { join } from 'node:path'
import type { Plugin } from 'vite'
import { type Route, routes } from '../../sync-server/contract/route.ts'

const LIBRARY = 'typebox'
const STAND_IN = '\0without-schemas'
/** A schema as far as anybody looks at it who never checks one: its members, which other schemas take over. */
const standIn = `const schema = (members) => ({ properties: members })
export const Type = new Proxy({}, { get: () => schema })`

/** A route as far as whoever calls it has to know: where it is, and whether something comes back. */
const called = ({ method, path, reply, events }: Route) => ({
  ...{ method, path },
  ...(reply === undefined ? {} : { reply: true }),
  ...(events === undefined ? {} : { events: true }),
})

/**
 * Leaves the schemas of the contract out of a build: the server checks what it is sent, a phone need not carry how. Types are
 * checked before, over the contract itself.
 */
export function withoutSchemas(checkout: string): Plugin {
  const table = join(checkout, 'sync-server/contract/route.ts')
  const rows = Object.fromEntries(Object.entries(routes).map(([name, route]) => [name, called(route)]))
  return {
    name: 'hall-without-schemas',
    enforce: 'pre',
    resolveId: (source) => (source === LIBRARY ? STAND_IN : undefined),
    load(id) {
      if (id === STAND_IN) return standIn
      return id === table ? { code: `export const routes = ${JSON.stringify(rows)}`, moduleType: 'js' } : undefined
    },
  }
}
