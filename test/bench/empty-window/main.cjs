// The least an Electron program can do: one full-screen window with a line of text, announced once it is painted.
const { app, BrowserWindow } = require('electron')

const painted = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))'
app.whenReady().then(async () => {
  const window = new BrowserWindow({ fullscreen: true, frame: false, webPreferences: { sandbox: true } })
  await window.loadURL('data:text/html,<!doctype html><title>empty</title><h1>ready</h1>')
  await window.webContents.executeJavaScript(painted)
  process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid })}\n`)
})
process.on('SIGTERM', () => app.quit())
