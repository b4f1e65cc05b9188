import type { Session } from 'electron'
import { isPageOrigin } from './page-url.ts'

/** What a page asks for. */
export interface PermissionQuestion {
  readonly permission: string
  readonly origin: string
  readonly mediaTypes: readonly string[]
}

/** The only permission there is: video, for the kiosk's own page, while a face is being captured. */
export function isPermitted({ permission, origin, mediaTypes }: PermissionQuestion, isCapturing: boolean): boolean {
  const isVideoOnly = mediaTypes.length > 0 && mediaTypes.every((type) => type === 'video')
  return isCapturing && permission === 'media' && isVideoOnly && isPageOrigin(origin)
}

/** Installs the permission rule, and a no to everything else that a page can ask a session for. */
export function guardPermissions(session: Session, isCapturing: () => boolean): void {
  session.setPermissionRequestHandler((...[, permission, answer, details]) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    answer(isPermitted({ permission, origin: details.requestingUrl, mediaTypes }, isCapturing()))
  })
  session.setPermissionCheckHandler((...[, permission, origin, { mediaType }]) =>
    isPermitted({ permission, origin, mediaTypes: mediaType === undefined ? [] : [mediaType] }, isCapturing()),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => [...protectedClasses])
  session.on('will-download', (event) => event.preventDefault())
}
