import { describe, expect, test } from 'vitest'
import { linesOf } from '../../../sync-server/audit/audit.repository.ts'
import { verifyLevels } from '../../../sync-server/levels/levels.service.ts'
import { authorityHalls, identityClaim } from '../../fixtures/server/authority-hall.ts'
import { seedCitizen } from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { dumpOf, tablesWith } from '../../fixtures/server/dump.ts'
import { faceHall, viewIn } from '../../fixtures/server/face-hall.ts'
import { FacePhone, pictureOf } from '../../fixtures/server/face-phone.ts'
import { codeOf } from '../../fixtures/server/online-client.ts'
import { codeIn, errandOf } from '../../fixtures/server/qr.ts'

const identityClaimOf = (n: number, fullName?: string): object => {
  const { act: _act, ...claim } = identityClaim(n, fullName)
  return claim
}

const halls = authorityHalls()

describe.each(engines)('人脸识别认证 on $name', ({ fresh }) => {
  const { matched, agreed } = faceHall(halls, fresh)

  test('a real name, the consent and the right face end at L3 with an electronic ID, and the kiosk collects', async () => {
    const { hall, citizen, walk, phone, begun, step, centre } = await matched(1)
    expect(viewIn(begun)).toMatchObject({ stage: 'consent', triesLeft: 3, maskedName: '**甲' })
    expect(await step()).toMatchObject({ state: 'scanned', stage: 'consent', triesLeft: 3 })
    await phone.answerConsent(begun)
    expect(await step()).toMatchObject({ stage: 'ready' })
    const attempt = await phone.attempt()
    expect(await step()).toMatchObject({ stage: 'capturing' })
    const done = viewIn(await phone.send(attempt, pictureOf('chen-jing')))
    expect(done).toMatchObject({ stage: 'verified', hasSecurityPassword: false, electronicId: { maskedName: '**甲' } })
    expect(await step()).toMatchObject({ state: 'confirmed', stage: 'verified' })
    await walk.pass({ act: 'collect' })
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'face-verified' } })
    const account = await centre()
    expect(account).toMatchObject({ level: 'L3', verifiedBy: ['face'], electronicId: done.electronicId })
    expect(done.electronicId?.number).toMatch(/^[1-9]\d{11}$/)
    const { reader } = hall.foundation.database
    expect(await verifyLevels(reader)).toMatchObject({ checks: 1, faults: [] })
    const texts = (await walk.client.inbox(citizen.phoneNumber)).map(({ text }) => text)
    const notices = (await walk.client.send('GET', '/v1/account/notices')).body as { notices: { kind: string }[] }
    expect(notices.notices.map(({ kind }) => kind).sort()).toEqual(['electronic-id-issued', 'level-changed'])
    expect(texts.join()).not.toContain(done.electronicId?.number)
  })

  test('nothing of the picture, the name or the number is kept or logged', async () => {
    const { hall, citizen, phone } = await agreed(1)
    const attempt = await phone.attempt()
    const picture = Buffer.from(pictureOf('chen-jing'))
    const { electronicId } = viewIn(await phone.send(attempt, picture))
    const dump = await dumpOf(hall.foundation.database.reader)
    const piece = picture.subarray(2000, 2024)
    const traces = [piece.toString('base64').slice(0, 30), piece.toString('hex'), attempt.nonce, citizen.documentNumber]
    for (const trace of [...traces, electronicId?.number ?? '']) expect(tablesWith(dump, trace)).toEqual([])
    const lines = await linesOf(hall.foundation.database.reader, 'online')
    expect(lines.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['face.agreed', 'account.identity-checked', 'electronic-id.issued']),
    )
    const log = JSON.stringify([lines, hall.logged])
    for (const trace of [citizen.documentNumber, citizen.phoneNumber, '测试甲']) expect(log).not.toContain(trace)
  })

  test('whoever has no real name gives it first, by the rules of 实名认证, and is at L2 from then on', async () => {
    const { phone, begun, step, centre } = await matched(1, { hasDocument: false })
    expect(viewIn(begun)).toMatchObject({ stage: 'real-name' })
    const claim = identityClaimOf(1)
    expect(codeOf(await phone.tell('/real-name', { ...claim, fullName: '测试乙' }))).toBe('identity.mismatch')
    expect(codeOf(await phone.tell('/real-name', { ...claim, validUntil: '20200202' }))).toBe('document.expired')
    expect(codeOf(await phone.tell('/attempts'))).toBe('face.real-name-needed')
    const named = await phone.tell('/real-name', claim)
    expect(viewIn(named)).toMatchObject({ stage: 'consent', maskedName: '**甲' })
    expect([await centre(), await step()]).toMatchObject([{ level: 'L2' }, { stage: 'consent' }])
    await phone.answerConsent(named)
    expect(viewIn(await phone.look('chen-jing')).stage).toBe('verified')
    expect(await centre()).toMatchObject({ level: 'L3', verifiedBy: expect.arrayContaining(['real-name', 'face']) })
  })

  test('a document of another account is refused on the phone, and the kiosk says so', async () => {
    const { hall, phone, step } = await matched(2, { hasDocument: false })
    await seedCitizen(hall, 1)
    const claim = identityClaimOf(1)
    expect(codeOf(await phone.tell('/real-name', claim))).toBe('document.bound-elsewhere')
    expect(await step()).toMatchObject({ stage: 'real-name', fault: 'document.bound-elsewhere' })
  })

  test('questions about a stranger are counted', async () => {
    const { phone } = await matched(1, { hasDocument: false })
    const claim = identityClaimOf(2, '测试乙')
    for (let n = 0; n < 5; n++) expect(codeOf(await phone.tell('/real-name', claim))).toBe('identity.mismatch')
    expect(codeOf(await phone.tell('/real-name', identityClaimOf(1)))).toBe('identity.too-many-tries')
  })

  test('another person is no match; after three tries only the counter is left, and a new code changes nothing', async () => {
    const { walk, phone, step, centre } = await agreed(1)
    for (const triesLeft of [2, 1]) {
      expect(viewIn(await phone.look('wang-lei'))).toMatchObject({ stage: 'ready', fault: 'face.no-match', triesLeft })
      expect(await step()).toMatchObject({ fault: 'face.no-match', triesLeft })
    }
    expect(viewIn(await phone.look('wang-lei'))).toMatchObject({ stage: 'refused', fault: 'face.no-match' })
    expect(await step()).toMatchObject({ state: 'cancelled', stage: 'refused', triesLeft: 0 })
    expect(codeOf(await phone.tell('/attempts'))).toBe('ticket.cancelled')
    expect(codeOf(await walk.tell({ act: 'refresh' }))).toBe('face.tries-used-up')
    await walk.pass({ act: 'in-person' })
    expect(walk.state.step?.kind).toBe('ask-document-validity')
    await walk.pass({ act: 'valid' })
    await walk.pass({ act: 'submit' })
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'appointment-made' } })
    const account = await centre()
    expect(account).toMatchObject({ level: 'L1' })
    expect(account).not.toHaveProperty('electronicId')
  })

  test('a likeness that only people should judge is no match here', async () => {
    const { phone } = await agreed(3)
    expect(viewIn(await phone.look('li-review'))).toMatchObject({ stage: 'ready', fault: 'face.unclear', triesLeft: 2 })
  })

  test('without a photo at the register no try helps', async () => {
    const { phone, step } = await agreed(4)
    expect(viewIn(await phone.look('chen-jing'))).toMatchObject({ stage: 'refused', fault: 'face.no-photo' })
    expect(await step()).toMatchObject({ state: 'cancelled', fault: 'face.no-photo' })
  })

  test.each([
    ['busy', 'busy'],
    ['silent', 'silent'],
    ['forged', 'forged'],
    ['talkative', 'talkative'],
  ] as const)('a register that is %s is nobody’s fault and costs no try', async (_name, mood) => {
    const { phone, step } = await agreed(1, { faceTimeoutMs: 400 })
    halls.sandbox().setMood('population', mood)
    expect(viewIn(await phone.look('chen-jing'))).toMatchObject({
      ...{ stage: 'ready', fault: 'face.register-unavailable', triesLeft: 3 },
    })
    expect(await step()).toMatchObject({ fault: 'face.register-unavailable', triesLeft: 3 })
  })

  test('a nonce counts once and for a short time; only the last one counts', async () => {
    const { hall, phone } = await agreed(1)
    const first = await phone.attempt()
    const second = await phone.attempt()
    expect(codeOf(await phone.send(first, pictureOf('chen-jing')))).toBe('face.attempt-expired')
    expect(viewIn(await phone.send(second, pictureOf('wang-lei'))).fault).toBe('face.no-match')
    expect(codeOf(await phone.send(second, pictureOf('chen-jing')))).toBe('face.attempt-expired')
    const third = await phone.attempt()
    hall.clock.move(121_000)
    expect(codeOf(await phone.send(third, pictureOf('chen-jing')))).toBe('face.attempt-expired')
    const { triesLeft } = viewIn(await phone.begin(phone.matchNumber))
    expect(triesLeft, 'what came too late was not compared').toBe(2)
  })

  test('a picture that came before is refused, whatever its nonce', async () => {
    const { phone } = await agreed(1)
    const picture = pictureOf('wang-lei')
    expect(viewIn(await phone.send(await phone.attempt(), picture)).fault).toBe('face.no-match')
    expect(viewIn(await phone.send(await phone.attempt(), picture)).fault).toBe('face.picture-replayed')
  })

  test('of one picture sent twice at the same moment one is judged', async () => {
    const { phone } = await agreed(1)
    const attempt = await phone.attempt()
    const answers = await Promise.all(
      [pictureOf('chen-jing'), pictureOf('chen-jing')].map((picture) => phone.send(attempt, picture)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410])
    expect(viewIn(await phone.begin(phone.matchNumber))).toMatchObject({ stage: 'verified' })
  })

  test('what is no picture, too large, or claims another life is refused before any register is asked', async () => {
    const { phone } = await agreed(1)
    const asked = halls.sandbox().asked
    const flood = Buffer.from(pictureOf('chen-jing'))
    const frame = flood.indexOf(Buffer.from([0xff, 0xc0]))
    flood.writeUInt16BE(60_000, frame + 5)
    flood.writeUInt16BE(60_000, frame + 7)
    const bad = [await phone.attempt(), flood] as const
    expect(viewIn(await phone.send(...bad)).fault).toBe('face.picture-invalid')
    const attempt = await phone.attempt()
    const still = { verdict: 'live', method: 'active', challenges: [] }
    expect(viewIn(await phone.send(attempt, pictureOf('chen-jing'), { liveness: still })).fault).toBe('face.not-live')
    expect(codeOf(await phone.sendBytes(Buffer.alloc(5000)))).toBe('request.invalid')
    expect(codeOf(await phone.sendBytes(Buffer.alloc(200_000)))).toBe('request.too-large')
    expect(halls.sandbox().asked).toBe(asked)
  })

  test('no camera before the consent; whoever declines is sent to the counter and may still think again', async () => {
    const { walk, phone, begun, step } = await matched(1)
    expect(codeOf(await phone.tell('/attempts'))).toBe('face.consent-needed')
    const other = { ...viewIn(begun), consent: { textId: 'face', version: '2026-11', digest: '0'.repeat(64) } }
    expect(codeOf(await phone.answerConsent({ ...begun, body: other }))).toBe('request.invalid')
    expect(viewIn(await phone.answerConsent(begun, false)).stage).toBe('declined')
    expect(await step()).toMatchObject({ state: 'cancelled', stage: 'declined' })
    await walk.pass({ act: 'refresh' })
    expect(await step()).not.toHaveProperty('stage')
    await phone.scan(codeIn(errandOf(walk.state)))
    const again = await phone.begin(errandOf(await walk.look()).matchNumber ?? '')
    expect(viewIn(again).stage).toBe('consent')
  })

  test('another phone, another number, a stale code or a kiosk that has left end it', async () => {
    const { hall, walk, phone, begun } = await matched(1)
    const stranger = new FacePhone(hall)
    expect(codeOf(await stranger.scan(codeIn(errandOf(walk.state))))).toBe('ticket.taken')
    stranger.phoneToken = 'x'.repeat(43)
    expect(codeOf(await stranger.begin(phone.matchNumber))).toBe('ticket.unknown')
    await phone.answerConsent(begun)
    const attempt = await phone.attempt()
    await walk.client.send('DELETE', walk.path)
    expect(codeOf(await phone.send(attempt, pictureOf('chen-jing')))).toBe('ticket.unknown')
  })

  test('a wrong number cancels, and a ticket whose time is over takes no picture', async () => {
    const { hall, walk, phone } = await agreed(1)
    const attempt = await phone.attempt()
    hall.clock.move(481_000)
    expect(codeOf(await phone.send(attempt, pictureOf('chen-jing')))).toBe('ticket.expired')
    await walk.pass({ act: 'refresh' })
    await phone.scan(codeIn(errandOf(walk.state)))
    const { matchNumber } = errandOf(await walk.look())
    expect(codeOf(await phone.begin(matchNumber === '10' ? '11' : '10'))).toBe('ticket.wrong-number')
    expect(errandOf(await walk.look()).state).toBe('cancelled')
  })
})
