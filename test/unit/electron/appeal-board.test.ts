import { beforeEach, describe, expect, test, vi } from 'vitest'
import { AppealBoard } from '../../../electron/appeals/appeal-board.ts'
import { appealCase } from '../../fixtures/electron/appeal-cases.ts'
import { FakeOffice } from '../../fixtures/electron/fake-office.ts'
import { staffOf } from '../../fixtures/electron/people.ts'

const number = 'S118880001'
const decision = { number, isAgreed: true, answer: '证件由申诉人本人持有' }
let office: FakeOffice
let board: AppealBoard
let nowMs: number
beforeEach(() => {
  office = new FakeOffice()
  office.cases = [appealCase(number), appealCase('S118880002')]
  nowMs = 0
  const ports = { desk: office.appeals, clerk: () => office.now, monotonicMs: () => nowMs }
  board = new AppealBoard({ ...ports, changed: () => board.see() })
})
const numbers = () => board.view()?.desk?.cases?.map((each) => each.number)
const failing = (work: Promise<void>) =>
  work.then(
    () => undefined,
    (error: { code: string }) => error.code,
  )

describe('what the clerk is shown', () => {
  test('on the home page only how many cases wait, and nothing at all once nobody is signed in', async () => {
    board.see()
    await vi.waitFor(() => expect(board.view()).toEqual({ waiting: 2, desk: undefined }))
    office.now = undefined
    expect(board.view()).toBeUndefined()
  })

  test('the open page holds the cases, and another clerk does not find it open', async () => {
    await board.open()
    expect(numbers()).toEqual([number, 'S118880002'])
    office.now = staffOf('clerk', '1002')
    board.see()
    expect([board.isOpen, board.view()]).toEqual([false, { waiting: undefined, desk: undefined }])
  })

  test('cases that arrive after the clerk has gone are shown to nobody', async () => {
    const opening = board.open()
    office.now = staffOf('clerk', '1002')
    await opening
    expect(board.view()).toEqual({ waiting: undefined, desk: undefined })
  })

  test('they are counted again after a minute, and not with every change', () => {
    const count = () => office.asked.filter((each) => each === 'list appeals').length
    for (const at of [0, 1, 59_999]) {
      nowMs = at
      board.see()
    }
    expect(count()).toBe(1)
    nowMs = 60_000
    board.see()
    expect(count()).toBe(2)
  })

  test('offline nothing is told on the home page, and the open page says so, with the last list still there', async () => {
    await board.open()
    office.isOnline = false
    expect(await failing(board.refresh())).toBe('appeal.offline')
    expect(numbers()).toHaveLength(2)
    board.close()
    nowMs = 60_000
    board.see()
    await vi.waitFor(() => expect(board.view()).toEqual({ waiting: 2, desk: undefined }))
  })
})

describe('what the clerk does', () => {
  beforeEach(() => board.open())

  test('taking a case shows who has it', async () => {
    await board.take(number)
    expect(board.view()?.desk?.cases?.[0]).toMatchObject({ state: 'in-progress', takenBy: '1001' })
  })

  test('a case that somebody else took meanwhile is refused, and the list shows how it stands', async () => {
    office.cases = [appealCase(number, { state: 'in-progress', takenBy: '1002' })]
    expect(await failing(board.take(number))).toBe('appeal.taken')
    expect(board.view()?.desk?.cases).toMatchObject([{ takenBy: '1002' }])
  })

  test('a decision takes the case from the list and is told until the next act', async () => {
    await board.take(number)
    await board.decide(decision, { staffNumber: '2001', password: 'right' })
    expect(board.view()?.desk).toMatchObject({ decided: { number, isAgreed: true } })
    expect(numbers()).toEqual(['S118880002'])
    await board.take('S118880002')
    expect(board.view()?.desk?.decided).toBeUndefined()
  })

  test.each([
    ['whoever took it', { staffNumber: '1001', password: 'right' }, 'appeal.same-person'],
    ['a wrong password', { staffNumber: '2001', password: 'wrong' }, 'staff.sign-in-failed'],
  ])('%s decides nothing', async (_who, by, code) => {
    await board.take(number)
    expect(await failing(board.decide(decision, by))).toBe(code)
    expect(board.view()?.desk?.decided).toBeUndefined()
    expect(numbers()).toContain(number)
  })

  test('what was withdrawn meanwhile is gone from the list after the refusal', async () => {
    await board.take(number)
    office.cases = []
    expect(await failing(board.decide(decision, { staffNumber: '2001', password: 'right' }))).toBe('appeal.moved-on')
    expect(numbers()).toEqual([])
  })

  test('a decision whose answer never came is left open, as the list cannot tell', async () => {
    await board.take(number)
    office.isOnline = false
    expect(await failing(board.decide(decision, { staffNumber: '2001', password: 'right' }))).toBe('appeal.offline')
    expect(numbers()).toContain(number)
  })
})
