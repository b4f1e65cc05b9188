const directives = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'", // the face engine is WebAssembly
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self'", // the face engine's models; nothing outside this origin exists for the page
  'worker-src': "'self'",
  'object-src': "'none'",
  'form-action': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
} as const

/** What the page may load and run, sent as a header with every file. */
export const contentSecurityPolicy = Object.entries(directives)
  .map(([name, sources]) => `${name} ${sources}`)
  .join('; ')
