import { DeviceError } from '../device-error.ts'
import type { SamCommandName } from '../protocol/sam-commands.ts'
import { samStatus } from '../protocol/sam-statuses.ts'

/** The module answered a command with a status that is no success; inside the driver only. */
export class SamRefusal extends Error {
  readonly sw3: number
  constructor(command: SamCommandName, sw3: number) {
    super(`${command}: SW3 ${sw3.toString(16).padStart(2, '0')}, ${samStatus(sw3).meaning}`)
    this.name = 'SamRefusal'
    this.sw3 = sw3
  }
}

/** The refusal as people meet it. */
export function failureOf(refusal: SamRefusal): DeviceError {
  return new DeviceError(samStatus(refusal.sw3).failure ?? 'card.unreadable', { cause: refusal })
}
