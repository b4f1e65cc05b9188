import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { servePages } from '../platform/http/serve-pages.ts'

/** Where the build puts the pages. */
export const CONSOLE_PAGES = fileURLToPath(new URL('../../out/console', import.meta.url))

/** What the console's page may load and do: its own files and this server, nothing of the machine; what it shows is kept nowhere. */
const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
} as const

/** Serves the built pages of the administrator's console below `/console/`. */
export function serveConsole(app: FastifyInstance, folder: string): void {
  servePages(app, { at: '/console', folder, headers })
}
