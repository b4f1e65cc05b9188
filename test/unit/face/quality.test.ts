import { describe, expect, test } from 'vitest'
import { hintFor, qualityOf } from '../../../renderer/face/quality.ts'
import { qualityGates, type QualityReason, reasonsAgainst } from '../../../sync-server/contract/face-quality.ts'
import { goodQuality, rules } from '../../fixtures/face-evidence.ts'
import { type Moment, seenAt } from './people.ts'

const { quality: limits } = rules
const judged = (moment: Moment, baseline?: number) => qualityOf(seenAt(0, moment), limits, baseline)

/** A moment before the camera that each gate refuses; a gate without one does not compile. */
const refused: Readonly<Record<QualityReason, Moment>> = {
  'no-face': { faces: 0 },
  'several-faces': { faces: 2 },
  'too-far': { width: 100 },
  'too-near': { width: 400 },
  'off-centre': { x: 500 },
  turned: { yaw: 14 },
  tilted: { roll: -20 },
  nodding: { pitch: 21 },
  'too-dark': { brightness: 40 },
  'too-bright': { brightness: 220 },
  glare: { clipping: 0.2 },
  blurred: { sharpness: 4 },
  'eyes-closed': { eyes: 0.2 },
}

describe('each refusal is reached and names what to change', () => {
  test.each(Object.entries(refused))('%s', (reason, moment) => {
    const quality = judged(moment)
    expect(quality.reasons).toEqual([reason])
    expect(quality.ok).toBe(false)
    expect(hintFor(quality)).toBe(qualityGates[reason as QualityReason].hint)
  })
  test('no two of them say the same', () => {
    const hints = Object.values(qualityGates).map(({ hint }) => hint)
    expect(new Set(hints).size).toBe(hints.length)
  })
})

test('a face at rest in good light is good', () => {
  expect(judged({})).toMatchObject({ ok: true, reasons: [], faces: 1, faceWidthPx: 190 })
  expect(hintFor(judged({}))).toBeUndefined()
  expect(reasonsAgainst(goodQuality, limits)).toEqual([])
})

test('the limits are the authority’s: a stricter one refuses the same picture', () => {
  expect(qualityOf(seenAt(0), { ...limits, minFaceWidthPx: 200 }).reasons).toEqual(['too-far'])
})

test('narrow eyes are open eyes, once the person is known', () => {
  expect(hintFor(judged({ eyes: 0.5 }, 0.19))).toBeUndefined()
  expect(hintFor(judged({ eyes: 0.5 }, 0.38))).toBe('请睁开眼睛')
})

test('what helps most is said first', () => {
  expect(judged({ faces: 2, width: 100, sharpness: 2 }).reasons).toEqual(['several-faces', 'too-far', 'blurred'])
})

test('without a face every number is zero, not missing', () => {
  expect(judged({ faces: 0 })).toMatchObject({ ok: false, faceWidthPx: 0, sharpness: 0, brightness: 0 })
})
