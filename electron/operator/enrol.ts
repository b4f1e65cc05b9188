import { readFileSync } from 'node:fs'
import { type FailureCode, failures } from '../../sync-server/contract/failure.ts'
import type { KioskConfig } from '../config/kiosk-config.ts'
import { openOffice } from '../office.ts'
import { bad, type Finding, good } from './finding.ts'

/** Enrols this kiosk with a one-time code, and says how that went. */
export async function enrol(config: KioskConfig, code: string, sqliteBinding: string | undefined): Promise<Finding> {
  const { server, dataDir, name, certificateAuthority } = config
  const office = await openOffice({
    server,
    certificateAuthority: certificateAuthority === undefined ? undefined : readFileSync(certificateAuthority),
    dataDir,
    kioskName: name,
    enrolmentCode: code,
    clock: { now: () => new Date() },
    sqliteBinding,
  })
  try {
    const { kioskId } = office.identity
    if (kioskId !== '') return good('登记', `已登记为 ${kioskId}，${office.identity.hall().name}`)
    const trouble: FailureCode = office.courier.trouble()?.code ?? 'server.unreachable'
    return bad('登记', `没有成功：${failures[trouble].title}`, todoFor(trouble))
  } finally {
    await office.close()
  }
}

/** What staff may go on with while a server is away does not help whoever stands before an unenrolled kiosk. */
function todoFor(trouble: FailureCode): string {
  return trouble === 'server.unreachable' ? '请检查网络、服务器地址和证书，然后再试一次' : failures[trouble].action
}
