import { consoleTexts } from './console-texts.ts'

/** One page of the console behind the sign-in. */
export interface ConsolePage {
  readonly path: string
  readonly title: string
  readonly load: () => Promise<unknown>
}

const { accounts, audit, kiosks, staff, wayTimes, webhooks } = consoleTexts

/** The pages of the console in the order of their links. */
export const consolePages = {
  accounts: { path: '/', title: accounts.title, load: () => import('./pages/AccountsPage.vue') },
  audit: { path: '/audit', title: audit.title, load: () => import('./pages/AuditPage.vue') },
  kiosks: { path: '/kiosks', title: kiosks.title, load: () => import('./pages/KiosksPage.vue') },
  wayTimes: { path: '/way-times', title: wayTimes.title, load: () => import('./pages/WayTimesPage.vue') },
  staff: { path: '/staff', title: staff.title, load: () => import('./pages/StaffPage.vue') },
  webhooks: { path: '/webhooks', title: webhooks.title, load: () => import('./pages/WebhooksPage.vue') },
} as const satisfies Record<string, ConsolePage>
