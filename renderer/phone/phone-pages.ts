import type { Component } from 'vue'

/** One page of the phone. Its parameters are its props; its chunk is loaded when somebody goes there. */
export interface PhonePage {
  /** Below `/phone/#`. */
  readonly path: string
  /** What the browser's own bar says. */
  readonly title: string
  readonly load: () => Promise<Component | { readonly default: Component }>
  /** Whoever is not signed in signs in first and then comes back here by themselves. */
  readonly needs?: 'citizen'
}

/** Every page; one row each. */
export const phonePages = {
  home: { path: '/', title: '政务服务大厅', load: () => import('./pages/HomePage.vue') },
  'sign-in': { path: '/sign-in', title: '登录', load: () => import('./pages/SignInPage.vue') },
  register: { path: '/register', title: '注册', load: () => import('./pages/RegisterPage.vue') },
  recover: { path: '/recover', title: '找回密码', load: () => import('./pages/RecoverPage.vue') },
  flow: { path: '/flow/:flow', title: '个人中心', load: () => import('./pages/FlowPage.vue'), needs: 'citizen' },
  ticket: { path: '/t/:code', title: '扫码办理', load: () => import('./pages/TicketPage.vue') },
  'third-party-failed': {
    path: '/third-party/failed/:failed',
    title: '第三方登录',
    load: () => import('./pages/ThirdPartyPage.vue'),
  },
  'third-party': {
    path: '/third-party/:handoff',
    title: '第三方登录',
    load: () => import('./pages/ThirdPartyPage.vue'),
  },
  link: { path: '/link', title: '绑定账号', load: () => import('./pages/LinkPage.vue'), needs: 'citizen' },
  account: { path: '/account', title: '个人中心', load: () => import('./pages/AccountPage.vue'), needs: 'citizen' },
  notices: { path: '/notices', title: '消息通知', load: () => import('./pages/NoticesPage.vue'), needs: 'citizen' },
  appeals: { path: '/appeals', title: '人工申诉', load: () => import('./pages/AppealsPage.vue'), needs: 'citizen' },
  services: { path: '/services', title: '办事目录', load: () => import('./pages/ServicesPage.vue') },
  service: { path: '/services/:serviceId', title: '办事目录', load: () => import('./pages/ServicePage.vue') },
  authorise: { path: '/authorise/:interactionId', title: '服务授权', load: () => import('./pages/AuthorisePage.vue') },
  grants: { path: '/grants', title: '我的授权', load: () => import('./pages/GrantsPage.vue'), needs: 'citizen' },
  missing: { path: '/:rest(.*)*', title: '没有这个页面', load: () => import('./pages/MissingPage.vue') },
} as const satisfies Record<string, PhonePage>
export type PhonePageName = keyof typeof phonePages
