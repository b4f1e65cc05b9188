import type { Rgba } from './bright-region.ts'
import { findPage } from './find-page.ts'
import { flattenPage } from './flatten-page.ts'
import type { PageAnswer, PageQuestion } from './page-reader.ts'

const JPEG_QUALITY = 0.85

async function jpegOf({ data, width, height }: Rgba): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.putImageData(new ImageData(Uint8ClampedArray.from(data), width, height), 0, 0)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY })
  return new Uint8Array(await blob.arrayBuffer())
}

async function answer({ picture, isTaken }: PageQuestion): Promise<PageAnswer> {
  try {
    const found = findPage(picture)
    if (!isTaken || !('quad' in found) || found.trouble) return { found }
    const page = flattenPage(picture, found.quad)
    const jpeg = await jpegOf(page)
    page.data.fill(0)
    return { found, jpeg }
  } finally {
    picture.data.fill(0)
  }
}

addEventListener('message', ({ data }: MessageEvent<PageQuestion>) => {
  answer(data).then(
    (said) => postMessage(said),
    () => postMessage({ found: { trouble: 'no-page' } } satisfies PageAnswer),
  )
})
