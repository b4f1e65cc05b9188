import { heldDocument } from '../held-document.ts'
import { complete, type Performance, type Scene } from '../performance.ts'
import { visualReason } from '../visual-reason.ts'

/** 值班长复核: a second person signs for or against what the clerk saw, without taking the session over. */
export function approveException(scene: Scene<'approve-exception'>): Performance<'approve-exception'> {
  const { flow, log, memory, ports, staff, sessionId: recordId } = scene
  return {
    enter: () => ({
      reason: visualReason(flow, log),
      clerkName: staff.name,
      read: heldDocument(flow, log, memory),
    }),
    answer: async ({ staffNumber, password, isApproved }) => {
      const statement = isApproved ? 'supervisor-approves' : 'supervisor-rejects'
      const proof = { recordId, staffNumber, password }
      const attestation = await ports.office.staff.attestAsSupervisor(statement, log, proof)
      return complete(isApproved ? 'approved' : 'rejected', { attestation })
    },
  }
}
