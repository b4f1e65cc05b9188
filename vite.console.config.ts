import { defineConfig } from 'vite'
import { servedPages } from './build/app/served-pages.ts'

const root = import.meta.dirname
const target = ['chrome120', 'firefox121', 'safari17']

/** The administrator's console: what the server serves below /console/, for a desktop's browser that is kept up to date. */
export default defineConfig(servedPages('console', { root, target, plugins: [] }))
