/** Chromium ends the label of a USB camera with its identity: `HD Webcam (046d:0825)`. */
const USB_IDENTITY = / \([0-9a-f]{4}:[0-9a-f]{4}\)$/

/** Whether a camera is the pinned one: by its whole label, or without the identity where the setting names none. Without a pin any will do. */
export function isPinnedCamera(label: string, pinned: string | undefined): boolean {
  return pinned === undefined || label === pinned || label.replace(USB_IDENTITY, '') === pinned
}
