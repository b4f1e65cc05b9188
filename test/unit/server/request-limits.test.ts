import { expect, test } from 'vitest'
import { countPerMinute, networkOf } from '../../../sync-server/platform/http/request-limits.ts'

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:0:42::1', '2001:db8:0:42'],
  ['2001:DB8:0:42:ffff:1:2:3', '2001:db8:0:42'],
  ['2001:0db8:0000:0042::', '2001:db8:0:42'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['1::2:3:4:5:6:7', '1:0:2:3'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s stands for %s', (address, holder) => {
  expect(networkOf(address)).toBe(holder)
})

test('text that is no address stands for something, whatever a proxy let through', () => {
  for (const text of ['', ':', '::::', 'a:b:c:d:e:f:1:2:3:4', 'unknown', '[2001:db8::1]:80']) {
    expect(typeof networkOf(text)).toBe('string')
  }
})

test('a minute begins with the first request, is full after the last one, and says when it ends', () => {
  let now = 1000
  const count = countPerMinute(2, () => now)
  const after = (ms: number): number => {
    now += ms
    return count('a')
  }
  expect([after(0), after(10_000), after(10_000), after(39_001)]).toEqual([0, 0, 40, 1])
  expect(count('b'), 'another address has a minute of its own').toBe(0)
  expect([after(999), after(0), after(0)], 'the next minute').toEqual([0, 0, 60])
})

test('very many addresses push out the one that came first, and no other', () => {
  const count = countPerMinute(1, () => 0)
  const addresses = Array.from({ length: 5000 }, (_, n) => `address-${n}`)
  expect(addresses.map(count).every((wait) => wait === 0)).toBe(true)
  expect(count('one too many')).toBe(0)
  expect(count('address-1')).toBe(60)
  expect(count('address-0'), 'forgotten').toBe(0)
})
