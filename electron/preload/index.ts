import { contextBridge, ipcRenderer } from 'electron'
import type { KioskBridge } from '../bridge/calls.ts'
import { channels } from '../bridge/channels.ts'
import type { KioskView } from '../bridge/view.ts'

let listener: ((view: KioskView) => void) | undefined
ipcRenderer.on(channels.view, (_event, view: KioskView) => listener?.(view))

/** The page's only way out: two functions, no Electron object, no event passed through. */
const bridge: KioskBridge = {
  call: (name, argument) => ipcRenderer.invoke(channels.call, name, argument),
  onView: (next) => {
    listener = next
    return () => {
      if (listener === next) listener = undefined
    }
  },
}

// A copy is exposed, and the context bridge freezes it: the page cannot change what other code on it calls.
contextBridge.exposeInMainWorld('kiosk', bridge)
