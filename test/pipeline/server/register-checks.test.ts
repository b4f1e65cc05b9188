import { describe, expect, test } from 'vitest'
import { verifyLevels } from '../../../sync-server/levels/levels.service.ts'
import { linesOf } from '../../../sync-server/audit/audit.repository.ts'
import { authorityHalls, identityClaim, registerFacts } from '../../fixtures/server/authority-hall.ts'
import { documentOfPerson } from '../../fixtures/server/build-record.ts'
import { seedCitizen, signInCitizen } from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { codeOf, type Walk } from '../../fixtures/server/online-client.ts'
import type { TestServer } from '../../fixtures/server/test-server.ts'
import { beginVerified } from '../../fixtures/server/walks.ts'

const halls = authorityHalls()

/** Every way, what it asks, and what it comes to. */
const ways = [
  { way: 'social-security', register: 'social-security', facts: ['socialCardNumber'], level: 'L2' },
  { way: 'housing-fund', register: 'housing-fund', facts: ['fundAccount'], level: 'L2' },
  { way: 'driving-licence', register: 'driving-licence', facts: ['licenceFileNumber'], level: 'L2' },
  { way: 'alipay', register: 'alipay', facts: ['paymentAccount'], level: 'L2' },
  { way: 'bank-card', register: 'bank-union', facts: ['bankCardNumber', 'reservedPhone'], level: 'L3' },
] as const
type Way = (typeof ways)[number]

/** What the n-th person types, who has no real name yet. */
function typed(n: number, { facts }: Pick<Way, 'facts'>, fullName = '测试甲') {
  const known = registerFacts(n)
  const values = Object.fromEntries(facts.map((fact) => [fact, known[fact]]))
  return { act: 'submit', fullName, residentIdNumber: documentOfPerson(n).documentNumber, ...values }
}

async function begun(hall: TestServer, n: number, way: string, hasDocument = false): Promise<Walk> {
  const citizen = await seedCitizen(hall, n, hasDocument)
  return beginVerified(await signInCitizen(hall, citizen), `verify-${way}`, citizen.phoneNumber)
}
const centre = async ({ client }: Walk) => (await client.send('GET', '/v1/account')).body

describe.each(engines)('checks with other registers on $name', ({ fresh }) => {
  const start = async () => halls.start(await fresh())

  test.each(ways)('$way gives $level, binds the document, and leaves evidence', async (way) => {
    const hall = await start()
    const walk = await begun(hall, 1, way.way)
    await walk.pass(typed(1, way))
    expect(walk.state.status).toBe('done')
    expect(await centre(walk)).toMatchObject({ level: way.level, verifiedBy: [way.way], maskedName: '**甲' })
    const { reader } = hall.foundation.database
    const checks = await reader.kysely.selectFrom('identityChecks').selectAll().execute()
    expect(checks).toMatchObject([{ kind: way.way, level: way.level, authority: `sandbox ${way.register}` }])
    const lines = JSON.stringify(await linesOf(reader, 'online'))
    expect(lines).toContain('account.identity-checked')
    for (const secret of [documentOfPerson(1).documentNumber, ...Object.values(registerFacts(1))]) {
      expect(lines + JSON.stringify(hall.logged)).not.toContain(secret)
    }
    expect(await verifyLevels(reader)).toMatchObject({ checks: 1, faults: [] })
  })

  test.each(ways)(
    '$way: what the register knows otherwise is told in its own words and changes nothing',
    async (way) => {
      const walk = await begun(await start(), 1, way.way)
      const other = { ...typed(1, way), ...Object.fromEntries(way.facts.map((fact) => [fact, registerFacts(2)[fact]])) }
      expect(codeOf(await walk.tell(other))).toBe(`${way.way}.mismatch`)
      expect(codeOf(await walk.tell(typed(1, way, '测试乙')))).toBe(`${way.way}.mismatch`)
      expect(await centre(walk)).toMatchObject({ level: 'L1', verifiedBy: [] })
      await walk.pass(typed(1, way))
    },
  )

  test.each(['busy', 'silent', 'forged', 'flooding', 'talkative'] as const)(
    'a register that is %s has said nothing',
    async (mood) => {
      const hall = await start()
      const walk = await begun(hall, 1, 'bank-card')
      halls.sandbox().setMood('bank-union', mood)
      expect(codeOf(await walk.tell(typed(1, ways[4])))).toBe('authority.unavailable')
      expect(hall.logged).toContainEqual(expect.objectContaining({ event: 'authority-failed' }))
      expect(await centre(walk)).toMatchObject({ level: 'L1' })
      halls.sandbox().setMood('bank-union', 'well')
      await walk.pass(typed(1, ways[4]))
      expect(await centre(walk)).toMatchObject({ level: 'L3' })
    },
  )

  test('a credit card is refused by its first digits, or by the bank union', async () => {
    const walk = await begun(await start(), 1, 'bank-card')
    const before = halls.sandbox().asked
    const card = (bankCardNumber: string) => ({ ...typed(1, ways[4]), bankCardNumber })
    expect(codeOf(await walk.tell(card(registerFacts(1).creditCardNumber)))).toBe('bank-card.credit')
    expect(halls.sandbox().asked).toBe(before)
    expect(codeOf(await walk.tell(card(registerFacts(1).unlistedCreditCardNumber)))).toBe('bank-card.credit')
    expect(codeOf(await walk.tell(card('6299990000000000003')))).toBe('bank-card.number-invalid')
    expect(await centre(walk)).toMatchObject({ level: 'L1' })
  })

  test('whoever has a real name is not asked for it again, and cannot bring another person’s card', async () => {
    const hall = await start()
    const walk = await begun(hall, 1, 'bank-card', true)
    const { documentNumber } = documentOfPerson(1)
    expect(walk.input).toMatchObject({
      omitted: ['fullName', 'residentIdNumber'],
      maskedName: '**甲',
      maskedDocumentNumber: `1199************${documentNumber.slice(-2)}`,
    })
    expect(codeOf(await walk.tell(typed(2, ways[4])))).toBe('bank-card.mismatch')
    const { bankCardNumber, reservedPhone } = registerFacts(1)
    await walk.pass({ act: 'submit', bankCardNumber, reservedPhone })
    expect(await centre(walk)).toMatchObject({ level: 'L3', verifiedBy: ['bank-card'] })
  })

  test('a person whose document is another account’s is told so by whoever proved to know it', async () => {
    const hall = await start()
    await seedCitizen(hall, 2)
    const walk = await begun(hall, 1, 'social-security')
    await walk.pass(typed(2, ways[0]))
    expect(walk.state.step?.kind).toBe('bound-elsewhere')
  })

  test('a document that is not valid any more, or not yet, is no real name', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1, false)
    const walk = await beginVerified(await signInCitizen(hall, citizen), 'verify-real-name', citizen.phoneNumber)
    const claim = identityClaim(1)
    expect(codeOf(await walk.tell({ ...claim, validFrom: '20100101', validUntil: '20200101' }))).toBe(
      'document.expired',
    )
    expect(codeOf(await walk.tell({ ...claim, validFrom: '20990101', validUntil: '21190101' }))).toBe(
      'document.not-yet-valid',
    )
    expect(codeOf(await walk.tell({ ...claim, validFrom: '20200231' }))).toBe('date.invalid')
    expect(codeOf(await walk.tell({ ...claim, validUntil: '20190101' }))).toBe('date.out-of-order')
    expect(codeOf(await walk.tell({ ...claim, documentType: 'taiwan-travel-permit' }))).toBe('document.number-invalid')
    expect(codeOf(await walk.tell({ ...claim, documentType: 'library-card' }))).toBe('field.empty')
    const { validUntil: _until, ...longTerm } = { ...claim, validity: 'long-term' }
    await walk.pass(longTerm)
    expect(await centre(walk)).toMatchObject({ level: 'L2' })
  })
})
