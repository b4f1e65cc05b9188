import { accountControls } from './controls/account-controls.ts'
import { doorControls } from './controls/door-controls.ts'
import { grantControls } from './controls/grant-controls.ts'
import { invariants } from './controls/invariants.ts'
import { kioskControls } from './controls/kiosk-controls.ts'
import { recordControls } from './controls/record-controls.ts'
import type { SecurityControl } from './controls/security-control.ts'
import { systemControls } from './controls/system-controls.ts'

/** The tables of the threat model, by the name under which the document shows each. */
export const securityControls: Readonly<Record<string, readonly SecurityControl[]>> = {
  records: recordControls,
  grants: grantControls,
  accounts: [...accountControls, ...doorControls],
  kiosk: kioskControls,
  system: systemControls,
  invariants,
}
