import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppealBoard } from '../../../electron/appeals/appeal-board.ts'
import { openOffice } from '../../../electron/office.ts'
import type { Office } from '../../../electron/stages.ts'
import { authorityHalls, identityClaim } from '../../fixtures/server/authority-hall.ts'
import { openAppealAs } from '../../fixtures/server/appellant.ts'
import { seedCitizen } from '../../fixtures/server/citizens.ts'
import type { OnlineClient } from '../../fixtures/server/online-client.ts'
import type { TestServer } from '../../fixtures/server/test-server.ts'
import { verifiedCitizen } from '../../fixtures/server/verified-citizen.ts'

const halls = authorityHalls()
const SUPERVISOR = { staffNumber: '2001', password: 'Hall-2001-demo' }
const answer = '经当面核对，证件由申诉人本人持有'
let folder: string
let hall: TestServer
let office: Office
let board: AppealBoard
let appellant: OnlineClient
let number: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-appeals-'))
  hall = await halls.start({})
  await verifiedCitizen(hall, 1)
  const { username: accountName, password, phoneNumber } = await seedCitizen(hall, 2, false)
  const opened = await openAppealAs(hall, { accountName, password, phoneNumber, claim: identityClaim(1) })
  appellant = opened.client
  number = opened.number
  office = await openOffice({
    ...{ server: hall.url, dataDir: folder, kioskName: '3 号窗口', enrolmentCode: await hall.issueEnrolmentCode() },
    ...{ clock: hall.clock, sqliteBinding: undefined },
  })
  await office.staff.signIn('1001', 'Hall-1001-demo')
  const clerk = () => office.staff.current()
  board = new AppealBoard({ desk: office.appeals, clerk, monotonicMs: () => 0, changed: () => undefined })
})
afterEach(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { code?: string }) => error.code,
  )
const centre = async () => (await appellant.send('GET', '/v1/account')).body
const decision = () => ({ number, isAgreed: true, answer })

test('the clerk takes the case, a supervisor beside them agrees, and the citizen has the document and the answer', async () => {
  await board.open()
  expect(board.view()?.desk?.cases).toMatchObject([{ number, state: 'accepted', maskedName: '**甲' }])
  await board.take(number)
  await board.decide(decision(), SUPERVISOR)
  expect(board.view()?.desk).toEqual({ cases: [], decided: { number, isAgreed: true } })
  expect(await centre()).toMatchObject({ level: 'L2', verifiedBy: ['real-name'] })
  const { body } = await appellant.send('GET', '/v1/account/appeals')
  expect(body).toMatchObject({ appeals: [{ number, state: 'agreed', answer }] })
})

test('the clerk stays signed in, and whoever decided leaves no session behind', async () => {
  await board.open()
  await board.take(number)
  await board.decide(decision(), SUPERVISOR)
  expect(office.staff.current()).toMatchObject({ staffNumber: '1001', isOffline: false })
  await expect.poll(() => sessionsOf('2001')).toBe(0)
  expect(await sessionsOf('1001')).toBe(1)
})
const sessionsOf = async (staffNumber: string) => {
  const text = 'SELECT COUNT(*) AS n FROM staff_sessions s JOIN staff p ON p.id = s.staff_id WHERE p.staff_number = ?'
  return Number((await hall.foundation.database.reader.get<{ n: number }>(text, staffNumber))?.n)
}

test.each([
  ['the clerk alone', { staffNumber: '1001', password: 'Hall-1001-demo' }, 'staff.not-allowed'],
  ['a wrong password', { ...SUPERVISOR, password: 'not-the-password' }, 'staff.sign-in-failed'],
])('%s decides nothing', async (_who, by, code) => {
  await board.open()
  await board.take(number)
  expect(await codeOf(board.decide(decision(), by))).toBe(code)
  expect(await centre()).toMatchObject({ level: 'L1' })
})

test('a supervisor who took the case does not decide it', async () => {
  await office.staff.signOut()
  await office.staff.signIn(SUPERVISOR.staffNumber, SUPERVISOR.password)
  await board.open()
  await board.take(number)
  expect(await codeOf(board.decide(decision(), SUPERVISOR))).toBe('appeal.same-person')
})

test('without the server nothing is listed, taken or decided, also not by a password that this kiosk knows', async () => {
  await board.open()
  await board.take(number)
  await hall.close()
  expect(await codeOf(board.refresh())).toBe('appeal.offline')
  expect(await codeOf(board.take(number))).toBe('appeal.offline')
  expect(await codeOf(board.decide(decision(), SUPERVISOR))).toBe('appeal.offline')
  expect(board.view()?.desk?.cases).toMatchObject([{ number, state: 'in-progress' }])
})
