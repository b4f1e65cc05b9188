import { evidenceKinds, evidenceOf } from '../../../sync-server/contract/evidence.ts'
import { complete, type Performance, type Scene } from '../performance.ts'

/** 工作人员确认: the clerk signs, with a key that only the password unlocks, for the exact log up to here. */
export function attest({ flow, log, ports, staff, sessionId: recordId }: Scene<'attest'>): Performance<'attest'> {
  return {
    enter: () => {
      const has = new Set(evidenceOf(flow, log).map(({ kind }) => kind))
      return { staffName: staff.name, items: evidenceKinds.filter((kind) => has.has(kind)) }
    },
    answer: async ({ password }) => {
      const attestation = await ports.office.staff.attest('clerk-attests', log, { recordId, password })
      return complete('attested', { attestation })
    },
  }
}
