import { EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Session, WebContents } from 'electron'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { isAllowedKey } from '../../../electron/main/allowed-key.ts'
import { answerPage } from '../../../electron/main/answer-page.ts'
import { contentSecurityPolicy } from '../../../electron/main/content-security-policy.ts'
import { forbiddenSwitches } from '../../../electron/main/forbidden-switches.ts'
import { guardContents } from '../../../electron/main/guarded-contents.ts'
import { pageFiles } from '../../../electron/main/page-files.ts'
import { guardPermissions, isPermitted } from '../../../electron/main/permissions.ts'
import { webPreferences } from '../../../electron/main/web-preferences.ts'

/** Every permission in Electron's typings, and names that are in none. */
const permissions = (
  'clipboard-read clipboard-sanitized-write deprecated-sync-clipboard-read display-capture fullscreen geolocation ' +
  'hid idle-detection keyboardLock media mediaKeySystem midi midiSysex notifications openExternal pointerLock serial ' +
  'speaker-selection storage-access top-level-storage-access unknown usb window-management fileSystem background-sync'
).split(' ')
const origins = [
  'app://kiosk/',
  'app://kiosk/index.html',
  'app://kiosk.evil/',
  'https://kiosk/',
  'file:///',
  '',
  'null',
]
const mediaTypes = [['video'], ['audio'], ['video', 'audio'], ['unknown'], []]

describe('permissions', () => {
  test('video for the kiosk’s page while a face is captured is the only yes in the whole table', () => {
    const questions = permissions
      .flatMap((permission) => origins.map((origin) => ({ permission, origin })))
      .flatMap((question) => mediaTypes.map((types) => ({ ...question, mediaTypes: types })))
    expect(questions.filter((question) => isPermitted(question, false))).toEqual([])
    expect(questions.filter((question) => isPermitted(question, true))).toEqual([
      { permission: 'media', origin: 'app://kiosk/', mediaTypes: ['video'] },
      { permission: 'media', origin: 'app://kiosk/index.html', mediaTypes: ['video'] },
    ])
  })

  test('a download is cancelled, and no device, screen or protected port is handed out', () => {
    const answers = { device: vi.fn(), screen: vi.fn(), pairing: vi.fn(), usb: vi.fn() }
    const session = Object.assign(new EventEmitter(), {
      setPermissionRequestHandler: vi.fn(),
      setPermissionCheckHandler: vi.fn(),
      setDevicePermissionHandler: answers.device,
      setDisplayMediaRequestHandler: answers.screen,
      setBluetoothPairingHandler: answers.pairing,
      setUSBProtectedClassesHandler: answers.usb,
    })
    guardPermissions(session as unknown as Session, () => true)
    const download = { preventDefault: vi.fn() }
    session.emit('will-download', download)
    expect(download.preventDefault).toHaveBeenCalledOnce()
    expect(answers.device.mock.calls[0]?.[0]()).toBe(false)
    const answer = vi.fn()
    answers.screen.mock.calls[0]?.[0]({}, answer)
    answers.pairing.mock.calls[0]?.[0]({}, answer)
    expect(answer.mock.calls).toEqual([[{}], [{ confirmed: false }]])
    expect(answers.usb.mock.calls[0]?.[0]({ protectedClasses: ['hid'] })).toEqual(['hid'])
  })
})

describe('keys', () => {
  const plain = { control: false, alt: false, meta: false }

  test.each(['a', 'Z', '7', '@', ' ', '陈', 'Backspace', 'Enter', 'Tab', 'ArrowLeft', 'Process'])('%s types', (key) => {
    expect(isAllowedKey({ ...plain, key })).toBe(true)
  })

  test.each([
    'F1',
    'F5',
    'F11',
    'F12',
    'PrintScreen',
    'BrowserBack',
    'ContextMenu',
    'Meta',
    'Alt',
    'Control',
    'ZoomIn',
  ])('%s does nothing', (key) => {
    expect(isAllowedKey({ ...plain, key })).toBe(false)
  })

  test.each(['control', 'alt', 'meta'] as const)('nothing goes with %s', (modifier) => {
    for (const key of ['a', 'c', 'r', 'Tab', 'ArrowLeft', '+', '-', '0']) {
      expect(isAllowedKey({ ...plain, key, [modifier]: true })).toBe(false)
    }
  })
})

describe('a web contents', () => {
  function guarded(isInspectable = false) {
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: vi.fn<(handler: () => unknown) => void>(),
      setZoomFactor: vi.fn(),
      setVisualZoomLevelLimits: vi.fn(async () => {}),
      closeDevTools: vi.fn(),
    })
    guardContents(contents as unknown as WebContents, isInspectable)
    return contents
  }
  const event = (url = '') => ({ url, preventDefault: vi.fn() })

  test.each(['will-attach-webview', 'context-menu', 'zoom-changed', 'will-prevent-unload', 'select-bluetooth-device'])(
    '%s is prevented',
    (name) => {
      const happened = event()
      guarded().emit(name, happened, {})
      expect(happened.preventDefault).toHaveBeenCalled()
    },
  )

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s leads nowhere but the document', (name) => {
    const away = event('https://hall.example/')
    const home = event('app://kiosk/index.html#/home')
    const contents = guarded()
    contents.emit(name, away)
    contents.emit(name, home)
    expect(away.preventDefault).toHaveBeenCalled()
    expect(home.preventDefault).not.toHaveBeenCalled()
  })

  test('opens no windows', () => {
    expect(guarded().setWindowOpenHandler.mock.calls[0]?.[0]()).toEqual({ action: 'deny' })
  })

  test('lets no shortcut through', () => {
    const happened = event()
    guarded().emit('before-input-event', happened, { key: 'r', control: true, alt: false, meta: false })
    expect(happened.preventDefault).toHaveBeenCalled()
  })

  test('closes developer tools, except for a tester of the demo', () => {
    const contents = guarded()
    contents.emit('devtools-opened')
    expect(contents.closeDevTools).toHaveBeenCalled()
    const inspectable = guarded(true)
    inspectable.emit('devtools-opened')
    expect(inspectable.closeDevTools).not.toHaveBeenCalled()
  })
})

test('the page’s preferences are exactly these, and frozen', () => {
  expect(Object.isFrozen(webPreferences)).toBe(true)
  expect(webPreferences).toEqual({
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
    backgroundThrottling: false,
  })
})

test('the content security policy names no outside source and no inline script', () => {
  expect(contentSecurityPolicy).toContain("default-src 'none'")
  expect(contentSecurityPolicy).not.toMatch(/https?:|\*|unsafe-inline|'unsafe-eval'/)
})

test('switches that open or blind a kiosk are found', () => {
  expect(forbiddenSwitches((name) => ['no-sandbox', 'remote-debugging-port', 'lang'].includes(name))).toEqual([
    'no-sandbox',
    'remote-debugging-port',
  ])
  expect(forbiddenSwitches(() => false)).toEqual([])
})

describe('the table of page files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hall-pages-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<p>')
  writeFileSync(join(folder, 'assets/ä b.js'), '1')
  writeFileSync(join(folder, 'assets/secret.key'), 'x')
  const files = pageFiles(folder)
  afterAll(() => rmSync(folder, { recursive: true }))

  test('names what is there and nothing of a type that no page needs', () => {
    expect([...files.keys()].sort()).toEqual(['app://kiosk/assets/%C3%A4%20b.js', 'app://kiosk/index.html'])
  })

  test('is served with its type and the policy, for reading only', async () => {
    const found = await answerPage({ url: 'app://kiosk/index.html#/home', method: 'GET' }, files)
    expect(found.status).toBe(200)
    expect(found.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(found.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
    expect(await found.text()).toBe('<p>')
    expect((await answerPage({ url: 'app://kiosk/index.html', method: 'POST' }, files)).status).toBe(404)
  })
})
