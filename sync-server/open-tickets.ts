import type { Foundation } from './foundation.ts'
import { type Notices, openNotices } from './platform/notices/notices.ts'
import { redisCarrier } from './platform/notices/redis-carrier.ts'
import type { Settings } from './platform/settings.ts'
import { timerWheel, type TimerWheel } from './platform/timer-wheel.ts'
import type { Tickets } from './tickets/tickets.port.ts'
import { ticketChanges, ticketsOf } from './tickets/tickets.service.ts'

/** What a kiosk and a phone meet over. */
export interface OpenTickets {
  readonly tickets: Tickets
  readonly notices: Notices
  readonly wheel: TimerWheel
  /** The address under which citizens' browsers know this server. */
  readonly origin: () => string
}

/** Opens tickets, the notices of what changes about them, and the one timer of all who wait for that. */
export async function openTickets(
  { redisUrl }: Pick<Settings, 'redisUrl'>,
  foundation: Foundation,
  origin: () => string,
): Promise<OpenTickets> {
  const { database, clock } = foundation
  const carrier =
    redisUrl === undefined
      ? {}
      : { carrier: (arrived: (topic: string | undefined) => void) => redisCarrier(redisUrl, arrived) }
  const notices = await openNotices({ clock, changesSince: ticketChanges(database), ...carrier })
  return { tickets: ticketsOf({ ...foundation, origin }), notices, wheel: timerWheel(clock), origin }
}
