// The face engine belongs to the browser's types; here it is known by the few calls that the worker makes. The bundler finds it.

declare module 'face-reader' {
  interface Picture {
    readonly data: Uint8ClampedArray
    readonly width: number
    readonly height: number
  }
  export function enlarge(picture: Picture, factor: number): Picture
  export function distanceBetween(a: Float32Array, b: Float32Array): number
  export function loadFaceReader(
    modelDir: string,
    wasmDir: string,
  ): Promise<(picture: Picture) => Promise<Float32Array | undefined>>
}
