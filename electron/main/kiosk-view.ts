import type { DeviceHealth } from '../../sync-server/contract/device-health.ts'
import type { PrinterState, ReaderState } from '../../sync-server/contract/device.ts'
import type { AppealBoard } from '../appeals/appeal-board.ts'
import type { KioskView, SlipView } from '../bridge/view.ts'
import type { KioskConfig } from '../config/kiosk-config.ts'
import type { SessionKeeper } from '../session/session-keeper.ts'
import type { Office } from '../stages.ts'

/** Everything that the view is composed of. */
export interface ViewSources {
  readonly config: Pick<KioskConfig, 'isDemo' | 'name' | 'cameraLabel'>
  readonly office: Office
  readonly keeper: Pick<SessionKeeper, 'view' | 'result' | 'resumable'>
  readonly appeals: Pick<AppealBoard, 'view'>
  readonly reader: () => ReaderState
  readonly printer: () => PrinterState | undefined
  readonly health: () => readonly DeviceHealth[]
  readonly slip: () => SlipView | undefined
  readonly idleEndsAt: () => string | undefined
}

/** Everything the screen knows, as of now. Without a signed-in member of staff it shows no flow and no list of work. */
export function kioskView({ config, office, keeper, appeals, idleEndsAt, ...sources }: ViewSources): KioskView {
  const staff = office.staff.current()
  const endsAt = idleEndsAt()
  return {
    mode: 'counter',
    isDemo: config.isDemo,
    hallName: office.identity.hall().name,
    kioskName: config.name,
    network: office.courier.network(),
    reader: sources.reader(),
    printer: sources.printer(),
    camera: config.cameraLabel,
    health: sources.health(),
    staff,
    flow: staff && keeper.view(),
    result: keeper.result(),
    slip: sources.slip(),
    resumable: staff && keeper.resumable(),
    outbox: office.depot.counts(),
    work: staff ? office.depot.work() : [],
    appeals: appeals.view(),
    idle: endsAt === undefined ? undefined : { endsAt },
    blocked: office.blocked(),
    notice: office.notice(),
  }
}
