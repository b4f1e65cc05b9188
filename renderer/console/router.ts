import { createRouter, createWebHashHistory, type Router } from 'vue-router'
import { consolePages } from './console-pages.ts'
import { consoleTexts } from './console-texts.ts'

/** Pages by their address behind the `#`, which no server sees. */
export function makeRouter(): Router {
  const router = createRouter({
    history: createWebHashHistory(),
    routes: Object.entries(consolePages).map(([name, { path, title, load }]) => ({
      ...{ path, name, component: load },
      meta: { title },
    })),
  })
  router.afterEach(({ meta }) => {
    document.title = `${String(meta['title'])} – ${consoleTexts.name}`
  })
  return router
}
