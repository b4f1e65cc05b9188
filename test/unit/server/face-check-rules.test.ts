import { describe, expect, test } from 'vitest'
import { eidNumber, groupElectronicId } from '../../../sync-server/contract/electronic-id.ts'
import { defaultFacePolicy } from '../../../sync-server/contract/face-limits.ts'
import { firstFault } from '../../../sync-server/contract/form-rules.ts'
import * as rules from '../../../sync-server/face-checks/face-check-rules.ts'
import { likeOwnerFault } from '../../../sync-server/security-passwords/security-password-rules.ts'
import { goodQuality } from '../../fixtures/face-evidence.ts'

const now = '2026-11-28T10:00:00.000Z'
const later = '2026-11-28T10:02:00.000Z'
const standing = { stage: 'capturing', tries: 1, nonceHash: 'n', nonceExpiresAt: later } as const

describe('a face check', () => {
  test.each([
    [{}, 'n', now, undefined],
    [{}, 'other', now, 'face.attempt-expired'],
    [{}, 'n', later, 'face.attempt-expired'],
    [{ stage: 'comparing', nonceHash: null } as const, 'n', now, 'face.attempt-expired'],
    [{ stage: 'consent' } as const, 'n', now, 'face.consent-needed'],
    [{ stage: 'real-name' } as const, 'n', now, 'face.real-name-needed'],
    [{ stage: 'refused' } as const, 'n', now, 'face.tries-used-up'],
  ])('%j takes the nonce %s at %s: %s', (change, nonce, at, fault) => {
    expect(rules.nonceFault({ ...standing, ...change }, { nonceHash: nonce, now: at, allowed: 3 })).toBe(fault)
  })
  test('no try begins after the last one', () => {
    expect(rules.attemptFault({ ...standing, tries: 2 }, 3)).toBeUndefined()
    expect(rules.attemptFault({ ...standing, tries: 2 }, 2)).toBe('face.tries-used-up')
    expect(rules.attemptFault({ ...standing, tries: 3 }, 3)).toBe('face.tries-used-up')
  })
  test.each([
    ['live', ['blink', 'turnLeft'], undefined],
    ['live', ['turnLeft', 'blink'], 'face.not-live'],
    ['live', [], 'face.not-live'],
    ['inconclusive', ['blink', 'turnLeft'], 'face.not-live'],
    ['spoof', ['blink', 'turnLeft'], 'face.not-live'],
  ] as const)('%s with %j against what was asked: %s', (verdict, did, fault) => {
    const liveness = { verdict, method: 'active' as const, challenges: [...did] as ('blink' | 'turnLeft')[] }
    expect(rules.livenessFault(['blink', 'turnLeft'], { liveness })).toBe(fault)
  })
  test('a picture below the limits of the authority is asked for again', () => {
    const { quality: allowed } = defaultFacePolicy.capture
    expect(rules.qualityFault({ quality: goodQuality }, allowed)).toBeUndefined()
    expect(rules.qualityFault({ quality: { ...goodQuality, yaw: 20 } }, allowed)).toBe('face.unclear')
  })
  test.each([
    ['face.no-match', 1, { stage: 'ready', tries: 1 }],
    ['face.no-match', 3, { stage: 'refused', tries: 3 }],
    ['face.register-unavailable', 3, { stage: 'ready', tries: 2 }],
    ['face.no-photo', 1, { stage: 'refused', tries: 1 }],
    ['face.too-many-today', 1, { stage: 'refused', tries: 1 }],
  ] as const)('after %s in try %i: %j', (fault, tries, next) => {
    expect(rules.afterFault({ tries }, fault, 3)).toEqual(next)
  })
})

describe('信息安全密码', () => {
  const faultOf = (securityPassword: string) =>
    firstFault(['securityPassword', 'securityPasswordAgain'], {
      securityPassword,
      securityPasswordAgain: securityPassword,
    })?.code
  test.each(['123456', '654321', '000000', '121212', '123123', '520131', '147258'])('%s is refused by name', (digits) =>
    expect(faultOf(digits)).toBe('security-password.common'),
  )
  test.each(['12345', '1234567', '12345a', '１２３４５６'])('%s is no password of six digits', (text) =>
    expect(faultOf(text)).toBe('security-password.invalid'),
  )
  test('other digits will do, unless they stand in the phone or the document', () => {
    expect(faultOf('739204')).toBeUndefined()
    const known = { phoneNumber: '10000739204', documentNumber: '119999199206180028' }
    expect(likeOwnerFault('739204', known)).toBe('security-password.like-owner')
    expect(likeOwnerFault('920618', known)).toBe('security-password.like-owner')
    expect(likeOwnerFault('620175', known)).toBeUndefined()
    expect(likeOwnerFault('620175', {})).toBeUndefined()
  })
})

test('a 北京通号 has twelve digits, the first no zero, the last a check digit, and is shown in fours', () => {
  expect(eidNumber('01234567890')).toMatch(/^1\d{11}$/)
  expect(eidNumber('44021634577')).not.toBe(eidNumber('44021634578'))
  expect(groupElectronicId('744021634577')).toBe('7440 2163 4577')
})
