import type { LocationQuery, RouteLocationRaw } from 'vue-router'

/** Flows for anybody, each with a page of its own. */
const pages: Readonly<Record<string, string>> = {
  'sign-in': '/sign-in',
  'register-account': '/register',
  'recover-access': '/recover',
}

/** The page on which a flow runs; what it is for goes along. */
export const flowAddress = (flow: string, query: LocationQuery = {}): RouteLocationRaw => ({
  path: pages[flow] ?? `/flow/${flow}`,
  query,
})
