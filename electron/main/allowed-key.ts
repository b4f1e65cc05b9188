const EDITING = new Set([
  'Backspace',
  'Delete',
  'Enter',
  'Tab',
  'Escape',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'Shift',
  'CapsLock',
  'Process', // an input method is composing
  'Unidentified', // what an input method sends
])

/** A key press as Electron reports it. */
export interface KeyPress {
  readonly key: string
  readonly control: boolean
  readonly alt: boolean
  readonly meta: boolean
}

/** Whether a key reaches the page: typing and editing only, no shortcut of browser, window manager or system. */
export function isAllowedKey({ key, control, alt, meta }: KeyPress): boolean {
  if (control || alt || meta) return false
  return EDITING.has(key) || [...key].length === 1
}
