import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Office } from '../../../electron/stages.ts'
import { canonicalJson } from '../../../sync-server/contract/canonical-json.ts'
import { Problem } from '../../../sync-server/contract/failure.ts'
import type { Attestation } from '../../../sync-server/contract/staff.ts'
import { hallKeys } from '../../fixtures/kiosk/hall-keys.ts'
import { sessionLog } from '../../fixtures/kiosk/session-logs.ts'
import { Hall } from '../../fixtures/kiosk/test-office.ts'

const CLERK = ['1001', 'Hall-1001-demo'] as const
const SUPERVISOR = { staffNumber: '2001', password: 'Hall-2001-demo' }
const HOUR = 3_600_000
let hall: Hall
let office: Office
beforeEach(async () => {
  hall = await new Hall().begin()
  office = await hall.office()
})
afterEach(() => hall.end())

const cut = (): void => {
  hall.server.intercept = () => {
    throw new Error('cut')
  }
}
const heal = (): void => {
  hall.server.intercept = () => undefined
}
const key = (x: string) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
const isGood = ({ credential, value, signature }: Attestation): boolean =>
  verify(
    null,
    Buffer.from(canonicalJson(value)),
    key(credential.value.publicKey),
    Buffer.from(signature, 'base64url'),
  ) &&
  verify(
    null,
    Buffer.from(canonicalJson(credential.value)),
    key(hall.server.keys.pinned.signing.publicKey),
    Buffer.from(credential.signature, 'base64url'),
  )

describe('signing in', () => {
  test('online it shows who signed in and until when', async () => {
    expect(await office.staff.signIn(...CLERK)).toEqual({
      staffNumber: '1001',
      name: '测试窗口',
      role: 'clerk',
      credentialExpiresAt: '2026-11-22T20:00:00.000Z',
      isOffline: false,
    })
    expect(office.staff.credential()?.kioskId).toBe(office.identity.kioskId)
  })
  test('offline the same password works after one sign-in online, also after a restart', async () => {
    await office.staff.signIn(...CLERK)
    office = await hall.reopen(office)
    cut()
    expect(await office.staff.signIn(...CLERK)).toMatchObject({ staffNumber: '1001', isOffline: true })
  })
  test('offline a wrong password gets nowhere and waits ever longer, also after a restart', async () => {
    await office.staff.signIn(...CLERK)
    await office.staff.signOut()
    cut()
    for (let i = 0; i < 3; i++)
      await expect(office.staff.signIn('1001', 'wrong')).rejects.toThrow('staff.sign-in-failed')
    office = await hall.reopen(office)
    await expect(office.staff.signIn(...CLERK)).rejects.toMatchObject({ code: 'staff.too-many-tries', retryAfterS: 30 })
    hall.clock.advance(30_000)
    await expect(office.staff.signIn('1001', 'wrong')).rejects.toThrow('staff.sign-in-failed')
    await expect(office.staff.signIn(...CLERK)).rejects.toMatchObject({ retryAfterS: 60 })
    hall.clock.advance(60_000)
    expect(await office.staff.signIn(...CLERK)).toMatchObject({ isOffline: true })
    await expect(office.staff.signIn('1001', 'wrong')).rejects.toThrow('staff.sign-in-failed')
  })
  test('offline nobody gets in who never signed in online here', async () => {
    cut()
    await expect(office.staff.signIn(...CLERK)).rejects.toThrow('staff.offline-not-possible')
  })
  test('offline an expired credential is worth nothing', async () => {
    await office.staff.signIn(...CLERK)
    cut()
    hall.clock.advance(12 * HOUR)
    await expect(office.staff.signIn(...CLERK)).rejects.toThrow('staff.offline-not-possible')
  })
  test('setting the clock back does not bring an expired credential back', async () => {
    await office.staff.signIn(...CLERK)
    hall.clock.advance(13 * HOUR)
    office.courier.start()
    await office.courier.stop()
    office = await hall.reopen(office)
    cut()
    hall.clock.advance(-12 * HOUR)
    await expect(office.staff.signIn(...CLERK)).rejects.toThrow('staff.offline-not-possible')
  })
  test.each(['staff.sign-in-failed', 'staff.disabled', 'staff.too-many-tries'] as const)(
    'when the server says %s there is no offline way round it',
    async (code) => {
      await office.staff.signIn(...CLERK)
      await office.staff.signOut()
      hall.server.intercept = (name) => {
        if (name === 'signInStaff') throw new Problem(code)
      }
      await expect(office.staff.signIn(...CLERK)).rejects.toThrow(code)
      expect(office.staff.current()).toBeUndefined()
    },
  )
  test('somebody whom the server has disabled cannot sign in offline either', async () => {
    await office.staff.signIn(...CLERK)
    hall.server.intercept = () => {
      throw new Problem('staff.disabled')
    }
    await expect(office.staff.signIn(...CLERK)).rejects.toThrow('staff.disabled')
    cut()
    await expect(office.staff.signIn(...CLERK)).rejects.toThrow('staff.offline-not-possible')
  })
  test('a server in trouble counts as silence', async () => {
    await office.staff.signIn(...CLERK)
    hall.server.intercept = () => {
      throw new Problem('server.busy')
    }
    expect(await office.staff.signIn(...CLERK)).toMatchObject({ isOffline: true })
  })
  test.each([{ kioskId: '00000000-0000-7000-8000-000000000009' }, { staffNumber: '9' }, { keyId: 'other' }])(
    'a credential for something else is refused: %j',
    async (change) => {
      hall.server.credentialChange = change
      await expect(office.staff.signIn(...CLERK)).rejects.toThrow('server.key-mismatch')
      expect(office.staff.current()).toBeUndefined()
    },
  )
  test('a credential signed by another key is refused', async () => {
    Object.assign(hall.server.keys, { signingPrivate: hallKeys().signingPrivate })
    await expect(office.staff.signIn(...CLERK)).rejects.toThrow('server.key-mismatch')
  })
  test('neither password nor private key lies readable on the disk', async () => {
    await office.staff.signIn(...CLERK)
    await hall.shut(office)
    const bytes = readFileSync(join(hall.dataDir, 'kiosk.db'))
    expect(bytes.includes(Buffer.from('Hall-1001-demo'))).toBe(false)
  })
})

describe('attesting', () => {
  const log = sessionLog('00000000-0000-7000-8000-000000000000')
  const proof = { recordId: log.recordId, password: CLERK[1] }

  test('signs exactly the entries before it', async () => {
    await office.staff.signIn(...CLERK)
    const attestation = await office.staff.attest('clerk-attests', log.entries, proof)
    expect(isGood(attestation)).toBe(true)
    expect(attestation.value).toEqual({
      statement: 'clerk-attests',
      recordId: log.recordId,
      logDigest: createHash('sha256').update(canonicalJson(log.entries)).digest('hex'),
      at: '2026-11-22T08:00:00.000Z',
    })
  })
  test('asks for the password each time and counts wrong ones', async () => {
    await office.staff.signIn(...CLERK)
    const wrong = { ...proof, password: 'wrong' }
    for (let i = 0; i < 3; i++) {
      await expect(office.staff.attest('clerk-attests', log.entries, wrong)).rejects.toThrow('staff.sign-in-failed')
    }
    await expect(office.staff.attest('clerk-attests', log.entries, proof)).rejects.toThrow('staff.too-many-tries')
  })
  test('needs somebody signed in, with a credential in force', async () => {
    await expect(office.staff.attest('clerk-attests', log.entries, proof)).rejects.toThrow('staff.not-allowed')
    await office.staff.signIn(...CLERK)
    hall.clock.advance(12 * HOUR)
    await expect(office.staff.attest('clerk-attests', log.entries, proof)).rejects.toThrow('staff.session-expired')
  })
  test('a clerk cannot approve as a supervisor', async () => {
    await office.staff.signIn(...CLERK)
    await expect(office.staff.attest('supervisor-approves', log.entries, proof)).rejects.toThrow('staff.not-allowed')
  })
})

describe('the second person', () => {
  const log = sessionLog('00000000-0000-7000-8000-000000000000')
  const approve = (proof: { staffNumber: string; password: string }) =>
    office.staff.attestAsSupervisor('supervisor-approves', log.entries, { recordId: log.recordId, ...proof })

  test('signs beside the clerk, who stays signed in', async () => {
    await office.staff.signIn(...CLERK)
    const attestation = await approve(SUPERVISOR)
    expect(isGood(attestation)).toBe(true)
    expect(attestation.credential.value).toMatchObject({ staffNumber: '2001', role: 'supervisor' })
    expect(office.staff.current()).toMatchObject({ staffNumber: '1001', isOffline: false })
  })
  test('works offline once the supervisor has been here online', async () => {
    await office.staff.signIn(...CLERK)
    await approve(SUPERVISOR)
    cut()
    expect(isGood(await approve(SUPERVISOR))).toBe(true)
    await expect(approve({ ...SUPERVISOR, password: 'wrong' })).rejects.toThrow('staff.sign-in-failed')
    heal()
  })
  test('is not the clerk and not another clerk', async () => {
    await office.staff.signIn(...CLERK)
    await expect(approve({ staffNumber: '1001', password: CLERK[1] })).rejects.toThrow('staff.same-person')
    await expect(approve({ staffNumber: '1002', password: 'Hall-1002-demo' })).rejects.toThrow('staff.not-allowed')
  })
  test('is not the same person under a second number', async () => {
    await office.staff.signIn(...CLERK)
    const { staffId } = hall.server.people.get('1001')!
    hall.server.credentialChange = { staffId }
    await expect(approve(SUPERVISOR)).rejects.toThrow('staff.same-person')
  })
  test('does not sign what only the clerk says', async () => {
    await office.staff.signIn(...CLERK)
    const proof = { recordId: log.recordId, ...SUPERVISOR }
    await expect(office.staff.attestAsSupervisor('clerk-attests', log.entries, proof)).rejects.toThrow(
      'staff.not-allowed',
    )
  })
})

describe('account look-ups', () => {
  test('carry the session of the clerk', async () => {
    await office.staff.signIn(...CLERK)
    expect(await office.accounts.find('phone', '10000000000')).toMatchObject({ level: 'L1' })
  })
  test('without a session they say so', async () => {
    await expect(office.accounts.find('phone', '10000000000')).rejects.toThrow('server.unreachable')
  })
})
