import { expect, test } from 'vitest'
import { failures, isFailureCode, problemOf } from '../../../sync-server/contract/failure.ts'
import { documentFaults } from '../../../sync-server/contract/document/index.ts'

const rows = Object.entries(failures)

test('every failure says what happened and what to do, in Chinese', () => {
  for (const [code, { title, action }] of rows) {
    expect(title, code).toMatch(/\p{Script=Han}/u)
    expect(action, code).toMatch(/\p{Script=Han}/u)
  }
})
test('no failure of the network or a device speaks of the citizen’s mistake', () => {
  const blameless = rows.filter(([code]) => /^(server|reader|camera|kiosk)\./.test(code))
  for (const [code, { title }] of blameless) expect(title, code).not.toMatch(/您(输入|填写|操作)有误|密码/)
})
test('every fault of a document has its failure', () => {
  for (const fault of documentFaults) expect(isFailureCode(`document.${fault}`), fault).toBe(true)
})
test('a problem document carries code and words and nothing of the cause', () => {
  const problem = problemOf({ code: 'staff.too-many-tries', retryAfterS: 30 })
  expect(problem).toMatchObject({ code: 'staff.too-many-tries', status: 429, retryAfterS: 30 })
  expect(Object.keys(problem).sort()).toEqual(['code', 'detail', 'retryAfterS', 'status', 'title', 'type'])
})
