const FORBIDDEN = [
  'no-sandbox',
  'disable-web-security',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'js-flags',
  'load-extension',
  'ignore-certificate-errors',
  'allow-running-insecure-content',
  'proxy-server',
  'use-fake-device-for-media-stream',
  'use-fake-ui-for-media-stream',
  'use-file-for-fake-video-capture',
] as const

/** Switches that a kiosk in service refuses to start with: each opens it, blinds it or shows it a false camera. */
export function forbiddenSwitches(has: (name: string) => boolean): readonly string[] {
  return FORBIDDEN.filter(has)
}
