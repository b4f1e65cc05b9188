import type { LocationQuery, RouteLocationRaw } from 'vue-router'
import { LOCAL_RETURN } from '../../sync-server/contract/third-party.ts'

/** Where somebody goes who has signed in for nothing in particular. */
const USUAL = '/account'

/** The sign-in page, which leads back to this place of ours once somebody is signed in. */
export const signInFirst = (path: string): RouteLocationRaw => ({ name: 'sign-in', query: { returnTo: path } })

/** The place that an address asks to come back to; one of ours, or the usual one. */
export function returnToIn({ returnTo }: LocationQuery): string {
  return typeof returnTo === 'string' && /^\/(?!\/)/.test(returnTo) ? returnTo : USUAL
}

/** The same as the server takes it along to a third party, which bears fewer signs. */
export const returnToOverThirdParty = (path: string): string => (LOCAL_RETURN.test(path) ? path : '/')

/** The place that comes back from a third party. */
export const returnToFromThirdParty = (path: string): string => (path === '/' ? USUAL : path)
