import { randomInt } from 'node:crypto'

const CHOICES = 3
const SMALLEST = 10
const BEYOND_LARGEST = 100

/** Three different numbers, and which of them the kiosk shows; the place of the right one says nothing. */
export function drawMatch(): { matchNumber: string; matchChoices: readonly string[] } {
  const drawn = new Set<string>()
  while (drawn.size < CHOICES) drawn.add(String(randomInt(SMALLEST, BEYOND_LARGEST)))
  const matchChoices = [...drawn]
  return { matchNumber: matchChoices[randomInt(CHOICES)] ?? '', matchChoices }
}
