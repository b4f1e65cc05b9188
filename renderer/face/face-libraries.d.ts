// The few calls that are used of two libraries whose packages do not export these builds by name.

declare module 'human-nobundle' {
  interface Tensor {
    readonly shape: readonly number[]
  }
  interface TensorFlow {
    tensor(values: Int32Array, shape: readonly number[], dtype: 'int32'): Tensor
    dispose(tensor: Tensor): void
    getBackend(): string
  }
  interface Detected {
    readonly mesh: readonly (readonly [x: number, y: number, z?: number])[]
  }
  export default class Human {
    constructor(config: object)
    readonly tf: TensorFlow
    load(): Promise<void>
    detect(input: Tensor): Promise<{ readonly face: readonly Detected[]; readonly error: string | null }>
  }
  export type { Detected, Tensor, TensorFlow }
}

declare module 'faceapi-nobundle' {
  import type { Tensor } from 'human-nobundle'
  export const env: { setEnv(environment: object): void }
  export const nets: {
    readonly faceRecognitionNet: {
      loadFromUri(uri: string): Promise<void>
      computeFaceDescriptor(input: Tensor): Promise<Float32Array>
    }
  }
}
