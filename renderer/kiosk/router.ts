import { createMemoryHistory, createRouter } from 'vue-router'
import type { PageName } from './page-of.ts'
import SignInPage from './pages/SignInPage.vue'

const lazy = {
  home: () => import('./pages/HomePage.vue'),
  flow: () => import('./pages/FlowPage.vue'),
  result: () => import('./pages/ResultPage.vue'),
  blocked: () => import('./pages/BlockedPage.vue'),
} as const satisfies Record<Exclude<PageName, 'sign-in'>, () => Promise<unknown>>

/** Pages by name. History lives in memory: no gesture, key or address leads to a page that the view does not ask for. */
export const makeRouter = () =>
  createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'start', component: () => Promise.resolve({ render: () => undefined }) },
      { path: '/sign-in', name: 'sign-in', component: SignInPage },
      ...Object.entries(lazy).map(([name, component]) => ({ path: `/${name}`, name, component })),
    ],
  })

/** Fetches the pages that come next while the clerk signs in. */
export async function warmUp(): Promise<void> {
  await Promise.all(Object.values(lazy).map((load) => load()))
}
