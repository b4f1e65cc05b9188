/** Stands where the simulator's decoder is in other builds; a kiosk without demo mode never asks for it. */
export function demoChipPhotoDecoder(): never {
  throw new Error('this build has no demo mode')
}
