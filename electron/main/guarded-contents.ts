import type { WebContents } from 'electron'
import { isAllowedKey } from './allowed-key.ts'
import { isPageUrl } from './page-url.ts'

/** Keeps a page where it is and keys where they belong; applied to every web contents that is ever created. */
export function guardContents(contents: WebContents, isInspectable: boolean): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-navigate', (details) => stayOnPage(details))
  contents.on('will-frame-navigate', (details) => stayOnPage(details))
  contents.on('will-redirect', (details) => stayOnPage(details))
  contents.on('will-prevent-unload', (event) => event.preventDefault()) // here this means: unload all the same
  contents.on('context-menu', (event) => event.preventDefault())
  contents.on('zoom-changed', (event) => event.preventDefault())
  contents.on('select-bluetooth-device', (event) => event.preventDefault())
  contents.on('before-input-event', (event, { key, control, alt, meta }) => {
    if (!isAllowedKey({ key, control, alt, meta })) event.preventDefault()
  })
  contents.on('did-finish-load', () => {
    contents.setZoomFactor(1)
    void contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined) // the page is already going
  })
  if (!isInspectable) contents.on('devtools-opened', () => contents.closeDevTools())
}

function stayOnPage(details: { readonly url: string; preventDefault(): void }): void {
  if (!isPageUrl(details.url)) details.preventDefault()
}
