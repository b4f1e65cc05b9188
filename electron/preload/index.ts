import { contextBridge, ipcRenderer } from 'electron'
import type { AnyView, KioskBridge } from '../bridge/calls.ts'
import { channels } from '../bridge/channels.ts'

let listener: ((view: AnyView) => void) | undefined
ipcRenderer.on(channels.view, (_event, view: AnyView) => listener?.(view))

/** The page's only way out: three functions, no Electron object, no event passed through. */
const bridge: KioskBridge = {
  call: (name, argument) => ipcRenderer.invoke(channels.call, name, argument),
  suggest: (letters) => ipcRenderer.invoke(channels.suggest, letters),
  onView: (next) => {
    listener = next
    return () => {
      if (listener === next) listener = undefined
    }
  },
}

// A copy is exposed, and the context bridge freezes it: the page cannot change what other code on it calls.
contextBridge.exposeInMainWorld('kiosk', bridge)
