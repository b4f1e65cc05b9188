import { expect, test } from 'vitest'
import { actorWords, shortId } from '../../../renderer/console/actor-words.ts'
import { auditSearchOf, detailWords } from '../../../renderer/console/audit-words.ts'
import { makeConsole } from '../../../renderer/console/client/console.ts'
import { problemOf } from '../../../sync-server/contract/failure.ts'

const ID = '01a221f7-626b-7fee-9328-3a90a1f851c7'

test('whoever is known has a name, whoever is not the end of the id', () => {
  const names = new Map([[ID, '9001']])
  expect(actorWords(`staff:${ID}`, names)).toBe('工号 9001')
  expect(actorWords(`account:${ID}`, new Map())).toBe('账号 …3a90a1f851c7')
  expect(actorWords('client:online', names)).toBe('访客 网上')
  expect(actorWords('command', names)).toBe('命令行')
  expect(shortId('short')).toBe('short')
})

test('what is left empty is not asked for, and both days count whole in the hall’s zone', () => {
  expect(auditSearchOf({ account: ` ${ID} `, kiosk: '', from: '2026-11-28', until: '2026-11-28' })).toEqual({
    account: ID,
    from: '2026-11-27T16:00:00.000Z',
    until: '2026-11-28T16:00:00.000Z',
  })
})

test('a line’s detail is told in words where there are some', () => {
  const detail = { by: 'phone', isFound: true, reason: 'fraud', session: ID, unknown: 3 }
  expect(detailWords(detail)).toBe('方式 手机号码 · 找到 是 · 事由 涉嫌冒用或诈骗 · 会话 …3a90a1f851c7 · unknown 3')
})

test('the token goes with every request, and a session that the server ended is forgotten here', async () => {
  const headers: unknown[] = []
  let isOver = false
  const fetch = ((_url: string, asked: RequestInit) => {
    headers.push((asked.headers as Record<string, string>)['authorization'])
    const body = isOver ? problemOf({ code: 'console.session-expired' }) : { staff: [] }
    return Promise.resolve(new Response(JSON.stringify(body), { status: isOver ? 401 : 200 }))
  }) as typeof globalThis.fetch
  const { call, signIn, administrator, isExpired } = makeConsole(fetch)
  signIn({ token: 'secret', name: '演示', staffNumber: '9001', expiresAt: '2126-01-01T00:00:00.000Z' })
  await call('listStaff')
  isOver = true
  await expect(call('listStaff')).rejects.toMatchObject({ code: 'console.session-expired' })
  expect([administrator.value, isExpired.value]).toEqual([undefined, true])
  await expect(call('listStaff')).rejects.toThrow()
  expect(headers).toEqual(['Bearer secret', 'Bearer secret', undefined])
})
