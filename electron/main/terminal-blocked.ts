import type { FailureCode } from '../../sync-server/contract/failure.ts'

/** What keeps a terminal from serving until a person has seen to it. It stores nothing, so a full disk is none of this. */
const BLOCKS: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'kiosk.not-enrolled',
  'kiosk.enrolment-code-invalid',
  'kiosk.revoked',
  'kiosk.signature-invalid',
  'kiosk.clock-differs',
  'server.key-mismatch',
])

/** The part of what blocks a kiosk that blocks a citizen's terminal too. */
export function blocksTerminal(code: FailureCode | undefined): FailureCode | undefined {
  return code && BLOCKS.has(code) ? code : undefined
}
