import type { ArgumentOf, TerminalCallName } from '../bridge/calls.ts'
import type { Reception } from '../terminal/reception.ts'
import type { Visit } from '../terminal/visit.ts'

export type TerminalCalls = { readonly [N in TerminalCallName]: (argument: ArgumentOf<N>) => void | Promise<void> }

/** What the calls of the citizen's own screen act on. */
export interface TerminalCallPorts {
  readonly reception: Reception
  /** Somebody is here. */
  readonly activity: () => void
}

/** What each call of the citizen's screen does; a call without a row does not compile. Without a visit most have nothing to act on. */
export function terminalCalls({ reception, activity }: TerminalCallPorts): TerminalCalls {
  const visit = (): Visit | undefined => reception.visit()
  return {
    view: () => undefined,
    activity,
    arrive: () => {
      activity()
      reception.arrive()
    },
    leave: () => reception.leave('left'),
    callStaff: ({ isWanted }) => {
      activity()
      reception.callStaff(isWanted)
    },
    begin: ({ flow }) => reception.begin(flow),
    answer: ({ step, answer }) => visit()?.answer(step, answer),
    readCard: () => visit()?.card.again(),
    back: () => visit()?.back(),
    closeFlow: () => visit()?.closeFlow(),
    openService: ({ serviceId }) => visit()?.wish.open(serviceId),
    closeService: () => visit()?.wish.leave(),
    signOut: () => visit()?.signOut(),
    refreshAccount: () => visit()?.centre.refresh(),
    endSession: ({ sessionId }) => visit()?.centre.endSession(sessionId),
    withdrawAppeal: ({ number }) => visit()?.centre.withdrawAppeal(number),
  }
}
