import type { PlanarImage } from './planar-image.ts'

/** Size and pace of a clip; width and height are even. */
export interface ClipFormat {
  readonly width: number
  readonly height: number
  readonly fps: number
}

const FRAME = Buffer.from('FRAME\n')

/** First line of a YUV4MPEG2 file. The range is full, as Chromium's fake camera expects. */
export function headerOf({ width, height, fps }: ClipFormat): Buffer {
  return Buffer.from(`YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n`)
}

/** Reads a clip's first line back. */
export function formatOf(header: string): ClipFormat {
  const [, width, height, fps] = /^YUV4MPEG2 W(\d+) H(\d+) F(\d+):1 /.exec(header) ?? []
  if (fps === undefined) throw new Error('not a clip that this simulator wrote')
  return { width: Number(width), height: Number(height), fps: Number(fps) }
}

/** One frame as bytes of the file. */
export function frameBytes({ y, u, v }: PlanarImage): Buffer {
  return Buffer.concat([FRAME, y.data, u.data, v.data])
}
