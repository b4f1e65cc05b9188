import { Problem } from '../../sync-server/contract/failure.ts'
import type { AppealDesk, StaffClaim } from '../stages.ts'
import type { ServerClient } from './server-client.ts'
import { staffSession, type StaffSessionParts } from './staff-session.ts'

/** What dealing with appeals needs: the server, the clerk's session, and how somebody else acts beside the clerk. */
export interface AppealDeskParts extends StaffSessionParts {
  readonly client: ServerClient
  readonly actBeside: <T>(claim: StaffClaim, act: (token: string) => Promise<T>) => Promise<T>
}

const OUTAGES: ReadonlySet<string> = new Set(['server.unreachable', 'server.busy'])

/** An identity moves at the server or not at all: there is no offline way, and a lost answer may have been taken. */
async function online<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem && OUTAGES.has(error.code)) throw new Problem('appeal.offline', { cause: error })
    throw error
  }
}

/** 人工申诉 at the server, for staff at this counter. */
export function appealDesk(parts: AppealDeskParts): AppealDesk {
  const { client } = parts
  return {
    list: () =>
      online(async () => {
        const { cases } = await client.call('listAppealCases', { token: staffSession(parts) })
        return cases
      }),
    take: (number) => online(async () => client.call('takeAppeal', { token: staffSession(parts), params: { number } })),
    decide: ({ number, ...body }, by) =>
      online(async () => {
        staffSession(parts) // a counter that nobody is signed in at decides nothing
        const decide = (token: string) => client.call('decideAppeal', { token, params: { number }, body })
        await parts.actBeside(by, decide)
      }),
  }
}
