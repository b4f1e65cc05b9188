import { expect, test } from 'vitest'
import { isPinnedCamera } from '../../sync-server/contract/camera-label.ts'

test.each([
  ['HD Webcam', 'HD Webcam', true],
  ['HD Webcam (046d:0825)', 'HD Webcam', true],
  ['HD Webcam (046d:0825)', 'HD Webcam (046d:0825)', true],
  ['HD Webcam (046d:0826)', 'HD Webcam (046d:0825)', false],
  ['HD Webcam 2 (046d:0825)', 'HD Webcam', false],
  ['Virtual HD Webcam', 'HD Webcam', false],
  ['HD Webcam (fake)', 'HD Webcam', false],
  ['anything', undefined, true],
])('%s, where %s is pinned: %s', (label, pinned, isIt) => {
  expect(isPinnedCamera(label, pinned)).toBe(isIt)
})
