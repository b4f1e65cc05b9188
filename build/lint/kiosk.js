const shell = { name: 'electron', importNames: ['shell'], message: 'The kiosk opens nothing outside itself.' }
const ipcMain = {
  name: 'electron',
  importNames: ['ipcMain'],
  message: 'Calls go through electron/main/bridge-router.ts.',
}
const ipcRenderer = {
  name: 'electron',
  importNames: ['ipcRenderer'],
  message: 'Only the preload script talks to main.',
}

const imports = (name, where, ...paths) => ({
  name: `hall/${name}`,
  ...where,
  rules: { 'no-restricted-imports': ['error', { paths }] },
})

/** Who may touch which part of Electron: one gate in main, one in preload, and the shell for nobody. */
export const kiosk = [
  imports('electron', { files: ['electron/**', 'native/**', 'renderer/**'] }, shell, ipcMain, ipcRenderer),
  imports('electron-gate', { files: ['electron/main/bridge-router.ts'] }, shell, ipcRenderer),
  imports('electron-preload', { files: ['electron/preload/**'] }, shell, ipcMain),
]
