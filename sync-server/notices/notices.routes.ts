import type { Handlers } from '../platform/http/caller.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { listNotices, markNoticesRead } from './notices.service.ts'

/** 消息通知, as its owner reads it. */
export function noticeRoutes(parts: {
  readonly database: Database
  readonly clock: Clock
}): Pick<Handlers, 'listNotices' | 'markNoticesRead'> {
  return {
    listNotices: async ({ caller }) => ({ notices: await listNotices(parts, caller) }),
    markNoticesRead: async ({ caller }) => {
      await markNoticesRead(parts, caller)
      return undefined
    },
  }
}
