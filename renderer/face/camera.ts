import { isPinnedCamera } from '../../sync-server/contract/camera-label.ts'

/** Why there is no picture; the flow offers another way for each. */
export type CameraReason = 'no-camera' | 'camera-denied' | 'camera-unknown' | 'camera-black' | 'camera-frozen'

/** The one error of this module. */
export class CameraFault extends Error {
  readonly reason: CameraReason

  constructor(reason: CameraReason, options?: ErrorOptions) {
    super(reason, options)
    this.reason = reason
  }
}

/** Which camera may be used. A label pins the device that was checked at installation; without one any camera will do. */
export interface CameraChoice {
  readonly label?: string
  readonly width?: number
  readonly height?: number
}

/** An open camera; `lost` is called once when it goes away by itself. */
export interface Camera {
  readonly stream: MediaStream
  readonly label: string
  onLost(lost: (fault: CameraFault) => void): void
  close(): void
}

const OPEN_TIMEOUT_MS = 10_000

async function videoInputs(): Promise<readonly MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices.filter(({ kind }) => kind === 'videoinput')
}

function faultOf(cause: unknown): CameraFault {
  if (cause instanceof CameraFault) return cause
  const name = cause instanceof DOMException ? cause.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return new CameraFault('camera-denied', { cause })
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return new CameraFault('no-camera', { cause })
  return new CameraFault('camera-frozen', { cause }) // NotReadableError: it is there and gives nothing
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CameraFault('camera-frozen')), OPEN_TIMEOUT_MS)
    void work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/** Labels are empty until a camera was allowed once; then any camera is opened for a moment to learn them. */
async function pinnedDevice(label: string): Promise<MediaDeviceInfo> {
  const inputs = await videoInputs()
  if (inputs.length === 0) throw new CameraFault('no-camera')
  const isNamed = inputs.some((input) => input.label !== '')
  if (!isNamed) stopAll(await navigator.mediaDevices.getUserMedia({ video: true, audio: false }))
  const pinned = (isNamed ? inputs : await videoInputs()).find((input) => isPinnedCamera(input.label, label))
  if (pinned === undefined) throw new CameraFault('camera-unknown')
  return pinned
}

async function openStream({ label, width = 640, height = 480 }: CameraChoice): Promise<MediaStream> {
  const size = { width: { ideal: width }, height: { ideal: height } }
  if (label === undefined) {
    // A phone has two: the one beside the screen is the one that its holder looks into.
    return navigator.mediaDevices.getUserMedia({ video: { ...size, facingMode: 'user' }, audio: false })
  }
  const { deviceId } = await pinnedDevice(label)
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { ...size, deviceId: { exact: deviceId } },
    audio: false,
  })
  if (isPinnedCamera(stream.getVideoTracks()[0]?.label ?? '', label)) return stream
  stopAll(stream)
  throw new CameraFault('camera-unknown')
}

/** Opens the pinned camera or throws a `CameraFault`. A camera that opens too late is closed again. */
export async function openCamera(choice: CameraChoice): Promise<Camera> {
  if (navigator.mediaDevices === undefined) throw new CameraFault('no-camera')
  const opening = openStream(choice)
  try {
    return cameraOf(await inTime(opening))
  } catch (cause) {
    opening.then(stopAll, () => undefined)
    throw faultOf(cause)
  }
}

function cameraOf(stream: MediaStream): Camera {
  const [track] = stream.getVideoTracks()
  if (track === undefined) throw new CameraFault('no-camera')
  const watching = new AbortController()
  const close = (): void => {
    watching.abort()
    stopAll(stream)
  }
  const onLost = (lost: (fault: CameraFault) => void): void => {
    const { signal } = watching
    const report = (): void => {
      if (signal.aborted) return
      close()
      lost(new CameraFault('no-camera'))
    }
    const check = async (): Promise<void> => {
      const { deviceId } = track.getSettings()
      if (!(await videoInputs()).some((input) => input.deviceId === deviceId)) report()
    }
    track.addEventListener('ended', report, { signal })
    navigator.mediaDevices.addEventListener('devicechange', () => void check(), { signal })
  }
  return { stream, label: track.label, onLost, close }
}
