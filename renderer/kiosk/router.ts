import { createMemoryHistory, createRouter } from 'vue-router'
import type { PageName } from './page-of.ts'
import type { TerminalPageName } from './terminal/terminal-page.ts'

const blocked = () => import('./pages/BlockedPage.vue')
const counter = {
  'sign-in': () => import('./pages/SignInPage.vue'),
  home: () => import('./pages/HomePage.vue'),
  flow: () => import('./pages/FlowPage.vue'),
  appeals: () => import('./appeals/AppealsPage.vue'),
  result: () => import('./pages/ResultPage.vue'),
  blocked,
} as const satisfies Record<PageName, () => Promise<unknown>>
const terminal = {
  attract: () => import('./terminal/pages/AttractPage.vue'),
  welcome: () => import('./terminal/pages/WelcomePage.vue'),
  directory: () => import('./terminal/pages/DirectoryPage.vue'),
  service: () => import('./terminal/pages/ServicePage.vue'),
  account: () => import('./terminal/pages/AccountPage.vue'),
  'online-flow': () => import('./terminal/pages/OnlineFlowPage.vue'),
  'flow-end': () => import('./terminal/pages/FlowEndPage.vue'),
  blocked,
} as const satisfies Record<TerminalPageName, () => Promise<unknown>>
const pages = { counter, 'self-service': terminal }

/** Pages by name. History lives in memory: no gesture, key or address leads to a page that the view does not ask for. */
export const makeRouter = () =>
  createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'start', component: () => Promise.resolve({ render: () => undefined }) },
      ...Object.entries({ ...counter, ...terminal }).map(([name, component]) => ({
        path: `/${name}`,
        name,
        component,
      })),
    ],
  })

/** Fetches the pages of a mode ahead of their turn. */
export async function warmUp(mode: keyof typeof pages): Promise<void> {
  await Promise.all(Object.values(pages[mode]).map((load) => load()))
}
