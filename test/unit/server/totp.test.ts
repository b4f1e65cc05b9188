import { expect, test } from 'vitest'
import { newTotpSecret, stepOfCode, totpAddress, totpCode, totpStep } from '../../../sync-server/platform/totp.ts'

/** RFC 6238, appendix B: the secret `12345678901234567890`, and the last six of the eight digits there. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('the code at second %i is the one of RFC 6238', (seconds, code) => {
  expect(totpCode(SECRET, totpStep(new Date(seconds * 1000)))).toBe(code)
})

test('a code is known one step early and one late, and no further', () => {
  const now = new Date(1_234_567_890_000)
  const step = totpStep(now)
  const known = [-2, -1, 0, 1, 2].map((off) => stepOfCode(SECRET, totpCode(SECRET, step + off), now))
  expect(known).toEqual([undefined, step - 1, step, step + 1, undefined])
})

test('secrets have 160 bits in the alphabet of authenticator apps, and never come twice', () => {
  const secrets = Array.from({ length: 50 }, newTotpSecret)
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(new Set(secrets).size).toBe(50)
  expect(totpAddress(SECRET, '9001')).toMatch(/^otpauth:\/\/totp\/[^?]+:9001\?secret=GEZDGNB\w+&issuer=/)
})
