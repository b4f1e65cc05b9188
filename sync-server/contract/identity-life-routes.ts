import { Type } from 'typebox'
import { AppealAnswer, AppealCase, AppealNumber, AppealView } from './appeal.ts'
import { NoticeView } from './notice.ts'
import { object } from './shape.ts'

/** 消息通知 and 人工申诉: rows of the route table. */
export const identityLifeRoutes = {
  listNotices: {
    method: 'GET',
    path: '/v1/account/notices',
    guard: 'citizen',
    summary: '消息通知: what changed on the account, newest first',
    reply: object({ notices: Type.Array(NoticeView) }),
  },
  markNoticesRead: {
    method: 'POST',
    path: '/v1/account/notices/read',
    guard: 'citizen',
    summary: 'Everything in 消息通知 was read. Repeating changes nothing',
  },
  listAppeals: {
    method: 'GET',
    path: '/v1/account/appeals',
    guard: 'citizen',
    summary: '人工申诉: the cases of the account with their state and answer, newest first',
    reply: object({ appeals: Type.Array(AppealView) }),
  },
  withdrawAppeal: {
    method: 'DELETE',
    path: '/v1/account/appeals/:number',
    guard: 'citizen',
    summary: 'Take a case back that nobody has decided yet. Repeating changes nothing',
  },
  listAppealCases: {
    method: 'GET',
    path: '/v1/staff/appeals',
    guard: 'staff',
    summary: 'Cases that wait for staff, the longest waiting first; masked',
    reply: object({ cases: Type.Array(AppealCase) }),
  },
  takeAppeal: {
    method: 'POST',
    path: '/v1/staff/appeals/:number/taking',
    guard: 'staff',
    summary: 'Take a case: whoever takes it has seen the appellant, and cannot decide it. Repeating changes nothing',
    reply: AppealCase,
  },
  decideAppeal: {
    method: 'POST',
    path: '/v1/staff/appeals/:number/decision',
    guard: 'staff',
    summary: 'Decide a case that another member of staff has taken; where it is agreed the document moves at once',
    body: object({ isAgreed: Type.Boolean(), answer: AppealAnswer }),
    reply: object({ number: AppealNumber }),
  },
} as const
