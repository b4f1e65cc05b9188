import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Challenge } from '../../../renderer/face/face-engine.ts'
import {
  advance,
  type LivenessState,
  presentChallenge,
  startLiveness,
  switchChallenge,
  wantsIdentity,
} from '../../../renderer/face/liveness.ts'
import type { Observation } from '../../../renderer/face/observation.ts'
import { blink, type Moment, recording, rest, seenAt, turnLeft, turnRight } from './people.ts'

const gestures: Readonly<Record<Challenge, readonly Moment[]>> = { blink, turnLeft, turnRight }
const all: readonly Challenge[] = ['blink', 'turnLeft', 'turnRight']
const orders: readonly (readonly Challenge[])[] = all.flatMap((a) =>
  all.filter((b) => b !== a).map((b) => [a, b, ...all.filter((c) => c !== a && c !== b)]),
)
const samePerson = 0.2

function play(state: LivenessState, frames: readonly Observation[], identityDistance = samePerson): LivenessState {
  const distanceIn = ({ phase }: LivenessState): number => (phase === 'meeting' ? 0 : identityDistance)
  return frames.reduce(
    (now, seen) => advance(now, wantsIdentity(now, seen) ? { seen, identityDistance: distanceIn(now) } : { seen }),
    state,
  )
}

const check = (order: readonly Challenge[], frames: readonly Observation[], identityDistance?: number): LivenessState =>
  play(startLiveness(order, 30_000), frames, identityDistance)

describe('a person who does what is asked', () => {
  test.each(orders)('passes %s, %s, %s', (...order) => {
    const frames = recording(rest(6), ...order.flatMap((challenge) => [gestures[challenge], rest(4)]))
    expect(check(order, frames)).toMatchObject({ end: 'passed', passed: order })
  })

  test('is asked nothing before there is a face to compare with, and passes nothing without comparing', () => {
    const frames = recording(rest(6), blink, rest(4))
    const state = frames.reduce((now, seen) => advance(now, { seen }), startLiveness(['blink'], 30_000))
    expect(state).toMatchObject({ phase: 'meeting', passed: [] })
    const met = advance(state, { seen: seenAt(5000), identityDistance: 0 })
    const unproven = [...blink, ...rest(4)].reduce(
      (now, moment, i) => advance(now, { seen: seenAt(5100 + i * 100, moment) }),
      met,
    )
    expect(unproven).toMatchObject({ phase: 'confirming', passed: ['blink'] })
  })

  test('may have narrow eyes, of which shut lids are a larger share', () => {
    const narrow = (moments: readonly Moment[]): Moment[] => moments.map(({ eyes = 1 }) => ({ eyes: eyes * 0.65 }))
    const lids = [0.9, 0.7, 0.68, 0.7, 0.9].map((eyes) => ({ eyes }))
    expect(check(['blink'], recording(narrow(rest(6)), narrow(lids), narrow(rest(4)))).end).toBe('passed')
  })

  test('may turn or blink while the check begins', () => {
    const restless = [{ yaw: 10 }, { yaw: 8 }, {}, {}, { eyes: 0.6 }, { eyes: 0.7 }]
    expect(check(['turnLeft'], recording(restless, rest(6), turnLeft, rest(4))).end).toBe('passed')
    expect(check(['blink'], recording(restless, rest(6), blink, rest(4))).end).toBe('passed')
  })

  test('may look away before the challenge without losing it', () => {
    const frames = recording(rest(6), turnRight, rest(3), turnLeft, rest(4))
    expect(check(['turnLeft'], frames).end).toBe('passed')
  })
})

describe('what never passes', () => {
  test('a still photo, however it is shaken, brought nearer or tilted', () => {
    const shake = fc.record({
      x: fc.integer({ min: 300, max: 340 }),
      width: fc.integer({ min: 170, max: 210 }),
      yaw: fc.integer({ min: -9, max: 5 }), // a flat picture shows no more, see face-geometry
      roll: fc.integer({ min: -25, max: 25 }),
      eyes: fc.double({ min: 0.88, max: 1.12, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.constantFrom(...orders), fc.array(shake, { minLength: 20, maxLength: 120 }), (order, moments) => {
        expect(check(order, recording(rest(6), moments)).passed).toEqual([])
      }),
    )
  })

  test('gestures in another order than asked', () => {
    const state = check(
      ['blink', 'turnLeft', 'turnRight'],
      recording(rest(6), turnRight, rest(4), turnLeft, rest(4), blink, rest(4)),
    )
    expect(state).toMatchObject({ phase: 'challenging', passed: ['blink'] })
  })

  test('a photo that is tipped towards the camera and back, which makes the eyes lower', () => {
    const tipped = [0.9, 0.7, 0.6, 0.7, 0.9].map((share) => ({ eyes: share, aspect: 1.15 * share }))
    expect(check(['blink'], recording(rest(6), tipped, rest(4))).passed).toEqual([])
  })

  test('eyes that stay shut', () => {
    const shut = Array.from({ length: 15 }, () => ({ eyes: 0.5 }))
    expect(check(['blink'], recording(rest(6), shut, rest(4))).passed).toEqual([])
  })

  test('a face that is turned when the challenge begins', () => {
    const away = Array.from({ length: 10 }, () => ({ yaw: 22 }))
    expect(check(['turnLeft'], recording(away, rest(2), away)).phase).toBe('settling')
  })

  test('a turn that is not taken back', () => {
    expect(check(['turnLeft'], recording(rest(6), turnLeft.slice(0, 5), turnLeft.slice(3, 5))).passed).toEqual([])
  })

  test('trying every turn until one fits', () => {
    const tries = Array.from({ length: 8 }, () => [...turnRight, ...rest(2)]).flat()
    expect(check(['turnLeft'], recording(rest(6), tries)).end).toBe('too-many-wrong-turns')
  })
})

describe('another person mid-way', () => {
  test('shows as a jump in place', () => {
    const other = rest(8).map((moment) => ({ ...moment, x: 480 }))
    expect(check(['blink', 'turnLeft'], recording(rest(6), blink, rest(3), other)).end).toBe('person-changed')
  })

  test('shows as a jump in size', () => {
    const other = rest(8).map((moment) => ({ ...moment, width: 290 }))
    expect(check(['blink', 'turnLeft'], recording(rest(6), blink, rest(3), other)).end).toBe('person-changed')
  })

  test('is noticed after the very gesture that somebody else made', () => {
    expect(check(all, recording(rest(6), blink, rest(4)), 0.68)).toMatchObject({
      end: 'person-changed',
      passed: ['blink'],
    })
  })

  test('shows as another face in the same place', () => {
    expect(check(['blink'], recording(rest(6), blink, rest(4)), 0.68).end).toBe('person-changed')
  })

  test('starts from the beginning after the picture was empty', () => {
    const nobody = Array.from({ length: 14 }, () => ({ faces: 0 }))
    const state = check(['blink', 'turnLeft'], recording(rest(6), blink, rest(3), nobody, rest(2)))
    expect(state).toMatchObject({ phase: 'settling', passed: [] })
  })
})

test('two faces in the picture pause the check', () => {
  const crowd = blink.map((moment) => ({ ...moment, faces: 2 }))
  expect(check(['blink'], recording(rest(6), crowd, rest(3))).passed).toEqual([])
})

test('a check that takes too long ends without an answer', () => {
  const late = play(startLiveness(['blink'], 1500), recording(rest(20)))
  expect(late).toMatchObject({ phase: 'ended', end: 'timed-out' })
})

describe('a challenge somebody cannot do', () => {
  const asked = (order: readonly Challenge[]): LivenessState => check(order, recording(rest(6)))

  test('a blink behind glasses becomes a turn', () => {
    const state = switchChallenge(asked(['blink']))
    expect(presentChallenge(state)).toBe('turnLeft')
    expect(play(state, recording(rest(7), turnLeft, rest(4)).slice(6)).end).toBe('passed')
  })

  test('the new one differs from its neighbours', () => {
    expect(presentChallenge(switchChallenge(asked(['blink', 'turnLeft'])))).toBe('turnRight')
  })

  test('is replaced once', () => {
    const once = switchChallenge(asked(['blink']))
    expect(switchChallenge(once)).toBe(once)
  })

  test('stays replaced when the person leaves and comes back', () => {
    const away = play(
      switchChallenge(asked(['blink'])),
      recording(
        rest(6),
        Array.from({ length: 14 }, () => ({ faces: 0 })),
      ),
    )
    expect(away).toMatchObject({ phase: 'settling', order: ['turnLeft'] })
  })
})
