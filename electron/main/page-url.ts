export const PAGE_SCHEME = 'app'
/** Where the screens live; no other origin is ever shown. */
export const PAGE_ORIGIN = `${PAGE_SCHEME}://kiosk`
/** The one document; screens are routes after its `#`. */
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`

function parsed(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

/** Whether a parsed address is exactly on the page's origin: no user, no port, no look-alike host. */
export function isPageOrigin(text: string): boolean {
  const url = parsed(text)
  if (url === undefined || url.protocol !== `${PAGE_SCHEME}:`) return false
  return url.host === 'kiosk' && url.port === '' && url.username === '' && url.password === ''
}

/** Whether the window may show this address: the one document, on whichever of its own routes. */
export function isPageUrl(text: string): boolean {
  const url = parsed(text)
  return url !== undefined && isPageOrigin(text) && url.pathname === '/index.html' && url.search === ''
}
