import { expect, test } from 'vitest'
import {
  maskAccountName,
  maskDocumentNumber,
  maskEmail,
  maskName,
  maskPhone,
  maskUsername,
} from '../../../sync-server/contract/mask.ts'

test('masks have the form of the manual', () => {
  expect(maskPhone('18000009749')).toBe('180****9749')
  expect(maskUsername('beijing0')).toBe('b*****0')
  expect(maskDocumentNumber('119999190001010011')).toBe('1199************11')
})
test('a name keeps its last character, a rare one as a whole', () => {
  expect([maskName('测试甲'), maskName('王𬴊'), maskName('甲')]).toEqual(['**甲', '*𬴊', '甲'])
})
test('an address keeps its host and the ends of its name', () => {
  expect([maskEmail('zhangsan@example.com'), maskEmail('ab@example.com')]).toEqual([
    'z****n@example.com',
    '**@example.com',
  ])
})
test('what is too short to mask in part is masked whole', () => {
  expect([maskPhone('12345'), maskDocumentNumber('12345'), maskUsername('ab')]).toEqual(['*****', '*****', '**'])
})
test('an account name is masked as what it is', () => {
  expect(['18000009749', '11999919000101001x', 'beijing0'].map(maskAccountName)).toEqual([
    '180****9749',
    '1199************1x',
    'b*****0',
  ])
})
