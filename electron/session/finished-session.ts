import { documentOf } from '../../sync-server/contract/evidence.ts'
import type { LogEntry } from '../../sync-server/contract/flow/index.ts'
import { maskDocumentNumber, maskName } from '../../sync-server/contract/mask.ts'
import type { SessionLog } from '../../sync-server/contract/session-log.ts'
import type { ResultView } from '../bridge/view.ts'
import { newReceiptNumber } from './receipt-number.ts'
import type { Beginning } from './running-session.ts'
import type { SessionPorts } from './session-ports.ts'

/** The log of a finished session, as it is sealed. */
export function sessionLogOf(beginning: Beginning, entries: readonly LogEntry[], ports: SessionPorts): SessionLog {
  const { id: recordId, flow, startedAt } = beginning
  const { identity, courier } = ports.office
  return {
    recordId,
    kioskId: identity.kioskId,
    flow: flow.id,
    flowVersion: flow.version,
    startedAt,
    finishedAt: entries.at(-1)?.at ?? startedAt,
    receiptNumber: newReceiptNumber(ports.random),
    wasOnline: courier.network() === 'online',
    entries: [...entries],
  }
}

/** The receipt of a sealed session: stored here, not yet decided by the server. */
export function receiptOf(beginning: Beginning, log: SessionLog, ports: SessionPorts): ResultView['receipt'] {
  const document = documentOf(beginning.flow, log.entries)
  return {
    number: log.receiptNumber,
    qrText: ports.receiptPage(log.receiptNumber),
    finishedAt: log.finishedAt,
    hallName: ports.office.identity.hall().name,
    staffNumber: beginning.staff.staffNumber,
    maskedName: maskName(document?.fullName ?? ''),
    maskedNumber: maskDocumentNumber(document?.documentNumber ?? ''),
    state: 'waiting',
    reasons: [],
  }
}
