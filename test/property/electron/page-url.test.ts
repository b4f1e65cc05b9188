import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerPage } from '../../../electron/main/answer-page.ts'
import { isPageOrigin, isPageUrl, PAGE_URL } from '../../../electron/main/page-url.ts'

const cunning = fc.constantFrom(
  'app://kiosk.evil/index.html',
  'app://kiosk@evil/index.html',
  'app://evil@kiosk/index.html',
  'app://user:word@kiosk/index.html',
  'app://kiosk:80/index.html',
  'app:kiosk/index.html',
  'app:/kiosk/index.html',
  'app:///kiosk/index.html',
  'app://kiosk。evil/index.html',
  'app://kiosk%2eevil/index.html',
  'app://ｋｉｏｓｋ/index.html',
  'app://kiosk/index.html?x=1',
  'app://kiosk//index.html',
  'app://kiosk/index.html/',
  'app://kiosk/%69ndex.html',
  'app://kiosk/index.html%00',
  'app://kiosk\\@evil/index.html',
  'http://kiosk/index.html',
  'https://kiosk/index.html',
  'file:///index.html',
  'javascript:alert(1)',
  'data:text/html,<p>',
  'blob:app://kiosk/1',
  'view-source:app://kiosk/index.html',
  'devtools://devtools/bundled/inspector.html',
  'about:blank',
  '',
)
const part = fc.oneof(
  fc.constantFrom('app', 'kiosk', '://', '/', 'index.html', '@', ':', '?', '#', '\\', '..', '%2f', '%00', '。', 'evil'),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
)
const anyUrl = fc.oneof(
  cunning,
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
  fc.array(part, { maxLength: 6 }).map((parts) => `app://kiosk${parts.join('')}`),
  fc.array(part, { maxLength: 6 }).map((parts) => `app://${parts.join('')}`),
)

/** The exact addresses, said without a URL parser: the one document, with or without a fragment. */
const isExact = (text: string): boolean =>
  /^app:\/\/kiosk\/index\.html(#|$)/i.test(text.replace(/[\t\n\r]/g, '').trim())

test('only the one document is ever shown', () => {
  fc.assert(
    fc.property(anyUrl, (text) => {
      if (!isPageUrl(text)) return
      const url = new URL(text)
      expect(url.href.split('#')[0]).toBe(PAGE_URL)
      expect(isPageOrigin(text)).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})

test('the document is shown with each of its routes', () => {
  fc.assert(
    fc.property(fc.webFragments(), (route) => {
      expect(isPageUrl(`${PAGE_URL}#${route}`)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('what is not exactly the document is never shown', () => {
  fc.assert(
    fc.property(
      anyUrl.filter((text) => !isExact(text)),
      (text) => {
        const resolved = URL.canParse(text) ? new URL(text).href : text
        expect(isPageUrl(text)).toBe(isExact(resolved) && !resolved.includes('?'))
      },
    ),
    { numRuns: 10_000 },
  )
})

test('no address but those of the table is answered', async () => {
  const files = new Map([['app://kiosk/there.css', { path: '/nowhere', mime: 'text/css' }]])
  const paths = fc.oneof(
    anyUrl,
    fc.array(part, { maxLength: 8 }).map((parts) => `app://kiosk/${parts.join('')}`),
  )
  await fc.assert(
    fc.asyncProperty(paths, async (url) => {
      const response = await answerPage({ url, method: 'GET' }, files)
      expect(response.status).toBe(404)
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    }),
    { numRuns: 10_000 },
  )
})
