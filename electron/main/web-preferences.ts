import type { WebPreferences } from 'electron'

/** What the page's process may do: nothing but draw and call the bridge. Frozen and compared whole by a test. */
export const webPreferences = Object.freeze({
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  disableDialogs: true,
  safeDialogs: true,
  spellcheck: false,
  enableWebSQL: false,
  // The idle countdown and a camera check go on while a system window is in front.
  backgroundThrottling: false,
} as const satisfies WebPreferences)
