import { createRouter, createWebHashHistory, type RouterHistory, type Router } from 'vue-router'
import type { Phone } from './client/phone.ts'
import { type PhonePage, phonePages } from './phone-pages.ts'
import { signInFirst } from './return-to.ts'

const rows = Object.entries(phonePages) as [string, PhonePage][]

/**
 * Pages by their address behind the `#`, which no server sees. Whoever goes to a page for citizens without a session signs in
 * first; so does whoever stands on one when the session ends.
 */
export function makeRouter(phone: Phone, history: RouterHistory = createWebHashHistory()): Router {
  const router = createRouter({
    history,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
    routes: rows.map(([name, { path, load, title, needs }]) => ({
      path,
      name,
      component: load,
      props: true,
      meta: { title, needs },
    })),
  })
  router.beforeEach(({ meta, fullPath }) =>
    meta['needs'] === 'citizen' && !phone.isSignedIn.value ? signInFirst(fullPath) : true,
  )
  router.afterEach(({ meta }) => {
    document.title = String(meta['title'])
  })
  return router
}
