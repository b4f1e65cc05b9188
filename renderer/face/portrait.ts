import type { Frame } from './face-engine.ts'

const SIDE = 480
const MAX_BYTES = 40_000
const QUALITIES = [0.92, 0.85, 0.78, 0.7, 0.6, 0.5, 0.4, 0.3] as const

function canvasOf(width: number, height: number): readonly [OffscreenCanvas, OffscreenCanvasRenderingContext2D] {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('there is no canvas')
  return [canvas, context]
}

/** The largest upright square in the middle of a frame: quality gates keep the face there, and bystanders fall away. */
export function middleSquare({ width, height }: Pick<Frame, 'width' | 'height'>): {
  left: number
  top: number
  side: number
} {
  const side = Math.min(width, height)
  return { left: Math.floor((width - side) / 2), top: Math.floor((height - side) / 2), side }
}

/** The picture that goes into the record: a JPEG of 480 × 480 and at most 40,000 bytes. */
export async function portraitOf(frame: Frame): Promise<Uint8Array> {
  const [whole, drawing] = canvasOf(frame.width, frame.height)
  const [portrait, context] = canvasOf(SIDE, SIDE)
  try {
    drawing.putImageData(new ImageData(new Uint8ClampedArray(frame.data), frame.width, frame.height), 0, 0)
    const { left, top, side } = middleSquare(frame)
    context.drawImage(whole, left, top, side, side, 0, 0, SIDE, SIDE)
    return await smallEnough(portrait)
  } finally {
    drawing.clearRect(0, 0, whole.width, whole.height)
    context.clearRect(0, 0, SIDE, SIDE)
  }
}

async function smallEnough(canvas: OffscreenCanvas): Promise<Uint8Array> {
  for (const quality of QUALITIES) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality })
    if (blob.size <= MAX_BYTES) return new Uint8Array(await blob.arrayBuffer())
  }
  throw new Error('the portrait does not fit')
}
