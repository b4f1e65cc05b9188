import { afterEach, describe, expect, test } from 'vitest'
import type { RecordWish } from '../../fixtures/server/build-record.ts'
import { databases } from '../../fixtures/server/databases.ts'
import { type Desk, faultsOf, newAccount, openDesk } from '../../fixtures/server/desk.ts'
import { chipOf, type Presented, typedOf, zoneOf } from '../../fixtures/server/presented-document.ts'

let desk: Desk | undefined
afterEach(() => desk?.hall.close())

/** Every type of document, in each way that it can be presented, and what comes of it. */
const documents: readonly {
  readonly name: string
  readonly present: () => Promise<Presented> | Presented
  readonly says: string
  readonly level?: 'L3' | 'L4'
}[] = [
  { name: 'resident identity card', present: () => chipOf('chen-jing'), says: 'granted', level: 'L4' },
  { name: 'resident card with a newer address', present: () => chipOf('new-address'), says: 'granted', level: 'L4' },
  { name: 'resident card with fingerprints', present: () => chipOf('fingerprints'), says: 'granted', level: 'L4' },
  { name: 'resident card for life', present: () => chipOf('long-term'), says: 'granted', level: 'L4' },
  { name: 'residence permit (J)', present: () => chipOf('hk-resident'), says: 'granted', level: 'L4' },
  { name: 'foreign resident card of 2017 (I)', present: () => chipOf('foreigner-2017'), says: 'granted', level: 'L4' },
  { name: 'foreign resident card of 2023 (Y)', present: () => chipOf('foreigner-2023'), says: 'granted', level: 'L4' },
  { name: 'expired resident card', present: () => chipOf('expired'), says: 'returned document.expired' },
  {
    name: 'resident card with a wrong number',
    present: () => chipOf('bad-number'),
    says: 'returned document.number-invalid',
  },
  { name: 'bank card', present: () => chipOf('bank-card'), says: 'card.not-identity-card' },
  { name: 'damaged chip', present: () => chipOf('damaged-chip'), says: 'card.unreadable' },
  {
    name: 'permit of Hong Kong and Macao residents, by its zone',
    present: () => zoneOf('hk-permit'),
    says: 'granted',
    level: 'L4',
  },
  { name: 'permit of 1999, by its zone', present: () => zoneOf('hk-permit-1999'), says: 'granted', level: 'L4' },
  {
    name: 'permit of Taiwan residents, by its zone',
    present: () => zoneOf('taiwan-permit'),
    says: 'granted',
    level: 'L4',
  },
  { name: 'passport of China, by its zone', present: () => zoneOf('passport'), says: 'granted', level: 'L4' },
  {
    name: 'passport of another country, by its zone',
    present: () => zoneOf('foreign-passport'),
    says: 'granted',
    level: 'L4',
  },
  { name: 'expired passport', present: () => zoneOf('expired-passport'), says: 'document.expired' },
  { name: 'permit to Hong Kong and Macao (CS)', present: () => zoneOf('exit-permit'), says: 'zone.exit-permit' },
  { name: 'permit to Taiwan (CD)', present: () => zoneOf('exit-permit-taiwan'), says: 'zone.exit-permit' },
  { name: 'card of another country', present: () => zoneOf('foreign-card'), says: 'zone.type-unknown' },
  { name: 'permit whose zone is not published', present: () => zoneOf('unpublished-permit'), says: 'zone.unread' },
  {
    name: 'permit of Hong Kong and Macao residents, typed',
    present: () => typedOf('hk-macao-mainland-travel-permit'),
    says: 'granted',
    level: 'L3',
  },
  {
    name: 'permit of Taiwan residents, typed',
    present: () => typedOf('taiwan-mainland-travel-permit'),
    says: 'granted',
    level: 'L3',
  },
  { name: 'passport, typed', present: () => typedOf('passport'), says: 'granted', level: 'L3' },
]

async function bring({ present }: (typeof documents)[number], to: Desk): Promise<string> {
  const presented = await present()
  if ('refusal' in presented) return presented.refusal
  const { supervisor } = to
  const wish: Partial<RecordWish> = {
    ...newAccount(1),
    ...presented.wish,
    ...(presented.wish.read ? { supervisor } : {}),
  }
  return to.deliver(wish)
}

async function levelOfPhone({ kiosk, clerk }: Desk): Promise<string | undefined> {
  const body = { by: 'phone', value: newAccount(1).account.phoneNumber }
  const found = await kiosk.send('POST', '/v1/staff/accounts/search', { token: clerk.token, body })
  return found.status === 200 ? (found.body as { level: string }).level : undefined
}

describe.each(databases)('documents on $name', ({ fresh }) => {
  test.each(documents)('$name: $says $level', async (document) => {
    desk = await openDesk(await fresh())
    expect(await bring(document, desk)).toBe(document.says)
    expect(await levelOfPhone(desk)).toBe(document.level)
    expect(await faultsOf(desk.hall)).toEqual([])
  })

  test('a typed document takes nothing from who has the highest level, and a chip raises who was typed', async () => {
    desk = await openDesk(await fresh())
    const { supervisor } = desk
    const typed = typedOf('passport')
    if ('refusal' in typed) throw new Error(typed.refusal)
    expect(await desk.deliver({ ...newAccount(1), ...typed.wish, supervisor })).toBe('granted')
    expect(await levelOfPhone(desk)).toBe('L3')
    const zone = await zoneOf('passport')
    if ('refusal' in zone) throw new Error(zone.refusal)
    const again = { account: { by: 'phone', phoneNumber: newAccount(1).account.phoneNumber }, supervisor } as const
    expect(await desk.deliver({ ...zone.wish, ...again })).toBe('granted')
    expect(await levelOfPhone(desk)).toBe('L4')
    expect(await desk.deliver({ ...typed.wish, ...again })).toBe('granted')
    expect(await levelOfPhone(desk)).toBe('L4')
    expect(await faultsOf(desk.hall)).toEqual([])
  })

  test('one scan of a zone serves one record', async () => {
    desk = await openDesk(await fresh())
    const zone = await zoneOf('passport')
    if ('refusal' in zone) throw new Error(zone.refusal)
    const { supervisor } = desk
    expect(await desk.deliver({ ...newAccount(1), ...zone.wish, supervisor })).toBe('granted')
    const account = { by: 'phone', phoneNumber: newAccount(1).account.phoneNumber } as const
    expect(await desk.deliver({ ...zone.wish, account, supervisor })).toBe('returned evidence.replayed')
  })
})
