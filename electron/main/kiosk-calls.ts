import type { Aim, CameraSight } from '../../sync-server/contract/device-health.ts'
import { Problem } from '../../sync-server/contract/failure.ts'
import type { ArgumentOf, CounterCallName } from '../bridge/calls.ts'
import type { AppealBoard } from '../appeals/appeal-board.ts'
import type { SessionKeeper } from '../session/session-keeper.ts'
import type { Office } from '../stages.ts'

/** What the calls of the counter's screen act on. */
export interface CallPorts {
  readonly office: Office
  readonly keeper: SessionKeeper
  readonly appeals: AppealBoard
  readonly printReceipt: () => void
  readonly cameraSeen: (sight: CameraSight) => void
  readonly aimCamera: (aim: Aim) => void
  /** Somebody is here. */
  readonly activity: () => void
}

export type KioskCalls = { readonly [N in CounterCallName]: (argument: ArgumentOf<N>) => void | Promise<void> }

/** 人工申诉 at the counter. */
function appealCalls(appeals: AppealBoard) {
  return {
    openAppeals: () => appeals.open(),
    closeAppeals: () => appeals.close(),
    refreshAppeals: () => appeals.refresh(),
    takeAppeal: ({ number }) => appeals.take(number),
    decideAppeal: ({ staffNumber, password, ...decision }) => appeals.decide(decision, { staffNumber, password }),
  } satisfies Partial<KioskCalls>
}

/** What each call of the counter's screen does; a call without a row does not compile. The answer is always the view afterwards. */
export function kioskCalls(ports: CallPorts): KioskCalls {
  const { office, keeper, appeals, printReceipt, activity } = ports
  return {
    view: () => undefined,
    activity,
    signIn: async ({ staffNumber, password }) => {
      if (keeper.view()) throw new Problem('request.invalid')
      await office.staff.signIn(staffNumber, password)
    },
    signOut: async () => {
      keeper.leave('cancelled')
      await office.staff.signOut()
    },
    begin: async ({ flow }) => {
      appeals.close()
      await keeper.begin(flow)
    },
    answer: ({ step, answer }) => keeper.answer(step, answer),
    back: () => keeper.back(),
    leave: () => keeper.leave('cancelled'),
    resume: () => keeper.resume(),
    discard: () => keeper.discard(),
    dismissResult: () => keeper.dismissResult(),
    printReceipt,
    acknowledge: ({ recordId }) => {
      if (!office.staff.current()) throw new Problem('staff.session-expired')
      office.depot.acknowledge(recordId)
    },
    resend: () => office.courier.nudge(),
    cameraSeen: ({ sight }) => ports.cameraSeen(sight),
    aimCamera: ({ aim }) => ports.aimCamera(aim),
    ...appealCalls(appeals),
  }
}
