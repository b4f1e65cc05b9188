import { describe, expect, test } from 'vitest'
import { hintFor, qualityOf } from '../../../renderer/face/quality.ts'
import { type Moment, seenAt } from './people.ts'

const hint = (moment: Moment, baseline?: number): string | undefined => hintFor(qualityOf(seenAt(0, moment), baseline))

describe('each refusal names what to change', () => {
  test.each<[string, Moment]>([
    ['请面向摄像头', { faces: 0 }],
    ['画面中请只留一人', { faces: 2 }],
    ['请靠近一些', { width: 100 }],
    ['请离远一些', { width: 400 }],
    ['请移到画面中间', { x: 500 }],
    ['请正对摄像头', { yaw: 14 }],
    ['请将头摆正', { roll: -20 }],
    ['光线太暗', { brightness: 40 }],
    ['光线太亮，请避开强光', { brightness: 220 }],
    ['请保持不动', { sharpness: 4 }],
    ['请睁开眼睛', { eyes: 0.2 }],
  ])('%s', (text, moment) => {
    expect(hint(moment)).toBe(text)
  })
})

test('a face at rest in good light is good', () => {
  expect(qualityOf(seenAt(0))).toMatchObject({ ok: true, reasons: [], faces: 1, faceWidthPx: 190 })
  expect(hint({})).toBeUndefined()
})

test('narrow eyes are open eyes, once the person is known', () => {
  expect(hint({ eyes: 0.5 }, 0.19)).toBeUndefined()
  expect(hint({ eyes: 0.5 }, 0.38)).toBe('请睁开眼睛')
})

test('without a face every number is zero, not missing', () => {
  expect(qualityOf(seenAt(0, { faces: 0 }))).toMatchObject({ ok: false, faceWidthPx: 0, sharpness: 0, brightness: 0 })
})
