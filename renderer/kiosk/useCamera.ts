import { isPinnedCamera } from '../../sync-server/contract/camera-label.ts'
import { onScopeDispose, type Ref, ref } from 'vue'

/** Whether the counter's camera is there: `other` is a camera, but not the one that is pinned. */
export type CameraState = 'checking' | 'present' | 'missing' | 'other'

function stateOf(devices: readonly MediaDeviceInfo[], label: string | undefined): CameraState {
  const cameras = devices.filter((device) => device.kind === 'videoinput')
  if (cameras.length === 0) return 'missing'
  const isNamed = cameras.some((camera) => camera.label !== '')
  return !isNamed || cameras.some((camera) => isPinnedCamera(camera.label, label)) ? 'present' : 'other'
}

/** Watches which cameras are plugged in. */
export function useCamera(label: () => string | undefined): Readonly<Ref<CameraState>> {
  const state = ref<CameraState>('checking')
  const media = navigator.mediaDevices as MediaDevices | undefined
  async function look(): Promise<void> {
    const devices = await (media?.enumerateDevices() ?? Promise.resolve([]))
    state.value = stateOf(devices, label())
  }
  const lookAgain = (): void => {
    look().catch(() => (state.value = 'missing'))
  }
  lookAgain()
  media?.addEventListener('devicechange', lookAgain)
  onScopeDispose(() => media?.removeEventListener('devicechange', lookAgain))
  return state
}
