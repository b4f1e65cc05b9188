/** A drawn face as a chip photo: nobody's. */
export function drawnFace(): { width: number; height: number; rgba: Uint8Array } {
  const [width, height] = [102, 126]
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d')!
  const blob = (fill: string, x: number, y: number, rx: number, ry: number): void => {
    pen.fillStyle = fill
    pen.beginPath()
    pen.ellipse(x, y, rx, ry, 0, 0, 7)
    pen.fill()
  }
  pen.fillStyle = '#e9e7e1'
  pen.fillRect(0, 0, width, height)
  blob('#3b4a5c', 51, 128, 44, 32)
  blob('#d6a988', 51, 92, 12, 18)
  blob('#2b2522', 51, 50, 27, 34)
  blob('#e0b595', 51, 58, 23, 30)
  blob('#2b2522', 51, 32, 24, 13)
  for (const x of [42, 60]) blob('#2b2522', x, 56, 3, 2)
  blob('#b5705f', 51, 74, 8, 2.5)
  return { width, height, rgba: new Uint8Array(pen.getImageData(0, 0, width, height).data) }
}

/** The same drawing as a still. */
export async function drawnStill(): Promise<Uint8Array> {
  const { width, height, rgba } = drawnFace()
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0)
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())
}
