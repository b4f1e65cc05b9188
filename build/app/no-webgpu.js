// Stands in for tfjs's WebGPU backend, which human imports but the kiosk (wasm only) does not install.
export {}
