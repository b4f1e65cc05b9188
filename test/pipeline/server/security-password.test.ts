import { describe, expect, test } from 'vitest'
import { authorityHalls } from '../../fixtures/server/authority-hall.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { faceHall } from '../../fixtures/server/face-hall.ts'
import { codeOf } from '../../fixtures/server/online-client.ts'
import { beginVerified } from '../../fixtures/server/walks.ts'

const halls = authorityHalls()

describe.each(engines)('信息安全密码 on $name', ({ fresh }) => {
  const { agreed } = faceHall(halls, fresh)

  test('by the phone of the fresh match: the rules, then kept; unbinding takes it and the electronic ID away', async () => {
    const { hall, citizen, walk, phone, centre } = await agreed(1)
    const set = (digits: string, again = digits) =>
      phone.tell('/security-password', { securityPassword: digits, securityPasswordAgain: again })
    expect(codeOf(await set('739204'))).toBe('electronic-id.needed')
    await phone.look('chen-jing')
    await walk.pass({ act: 'collect' })
    await walk.client.send('DELETE', walk.path) // the kiosk has gone on, its run and ticket are no more
    expect(codeOf(await set('123456'))).toBe('security-password.common')
    expect(codeOf(await set('739204', '739205'))).toBe('security-password.differs')
    expect(codeOf(await set(citizen.documentNumber.slice(8, 14)))).toBe('security-password.like-owner')
    expect((await set('739204')).status).toBe(204)
    expect(await centre()).toMatchObject({ hasSecurityPassword: true })
    hall.clock.move(61_000)
    const unbinding = await beginVerified(walk.client, 'unbind-document', citizen.phoneNumber)
    await unbinding.pass({ act: 'confirm' })
    const { reader } = hall.foundation.database
    expect(await reader.all('SELECT 1 FROM electronic_ids UNION ALL SELECT 1 FROM security_passwords')).toEqual([])
  })

  test('in 个人中心 the old 信息安全密码 is asked for, and guesses are counted', async () => {
    const { hall, citizen, walk, phone } = await agreed(1)
    await phone.look('chen-jing')
    const change = async (more: object) => {
      hall.clock.move(61_000)
      const changing = await beginVerified(walk.client, 'set-security-password', citizen.phoneNumber)
      return changing.tell({ act: 'submit', securityPassword: '739204', securityPasswordAgain: '739204', ...more })
    }
    expect((await change({})).body).toMatchObject({ status: 'done', result: { page: 'security-password-set' } })
    const next = { securityPassword: '620175', securityPasswordAgain: '620175' }
    expect(codeOf(await change(next))).toBe('field.empty')
    for (let n = 0; n < 4; n++)
      expect(codeOf(await change({ ...next, oldSecurityPassword: '111112' }))).toBe('security-password.wrong')
    expect((await change({ ...next, oldSecurityPassword: '739204' })).status).toBe(200)
  })
})
