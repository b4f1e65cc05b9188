import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { servePages } from '../platform/http/serve-pages.ts'

/** Where the build puts the pages. */
export const PHONE_PAGES = fileURLToPath(new URL('../../out/phone', import.meta.url))

/** What a phone's page may load and do: nothing but its own files and this server; the camera is for its face engine. */
const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()',
} as const

/** Serves the built pages for citizens' phones below `/phone/`. */
export function servePhone(app: FastifyInstance, folder: string): void {
  servePages(app, { at: '/phone', folder, headers })
}
