// The least that the face engine needs of a kiosk: one origin, the kiosk's content security policy, video and nothing else.
const { app, BrowserWindow, protocol, session } = require('electron')
const { readFileSync } = require('node:fs')
const { extname, join, normalize } = require('node:path')

const root = process.env.FACE_BENCH_DIR
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "img-src 'self' blob:",
].join('; ')

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])

function serve(request) {
  const path = normalize(new URL(request.url).pathname)
  const headers = {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': policy,
  }
  try {
    return new Response(readFileSync(join(root, path)), { headers })
  } catch {
    return new Response('', { status: 404, headers })
  }
}

app.whenReady().then(() => {
  protocol.handle('app', serve)
  session.defaultSession.setPermissionRequestHandler((_, permission, answer) => answer(permission === 'media'))
  session.defaultSession.setPermissionCheckHandler((_, permission) => permission === 'media')
  const window = new BrowserWindow({
    width: 720,
    height: 560,
    webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
  })
  return window.loadURL('app://kiosk/index.html')
})
app.on('window-all-closed', () => app.quit())
