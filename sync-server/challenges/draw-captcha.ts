import { randomInt } from 'node:crypto'

const DIGITS = 4
const PICTURE = { width: 150, height: 50, fontSize: 56, noise: 2 } as const

/** Draws a given text; the library declares only the form that picks a text by itself, from a source that can be guessed. */
type Draw = (text: string, options: typeof PICTURE) => string
let drawing: Promise<Draw> | undefined

async function loadDraw(): Promise<Draw> {
  const { default: library } = await import('svg-captcha')
  return library as unknown as Draw
}

/** A fresh captcha: four digits that nobody can guess, and their picture as a `data:` address. */
export async function drawCaptcha(): Promise<{ answer: string; image: string }> {
  drawing ??= loadDraw()
  const draw = await drawing
  const answer = randomInt(10 ** DIGITS)
    .toString()
    .padStart(DIGITS, '0')
  return { answer, image: `data:image/svg+xml;base64,${Buffer.from(draw(answer, PICTURE)).toString('base64')}` }
}
