import { clockJumps } from './clock-jumps.ts'
import { cutNetwork } from './cut-network.ts'
import { diskErrors } from './disk-errors.ts'
import type { Drill } from './drill.ts'
import { fullDisk } from './full-disk.ts'
import { killCalls } from './kill-calls.ts'
import { killCounter } from './kill-counter.ts'
import { killServer } from './kill-server.ts'
import { killStore } from './kill-store.ts'
import { powerLoss } from './power-loss.ts'
import { simulation } from './simulation.ts'
import { tamperedRecord } from './tampered-record.ts'
import { wakeUpStorm } from './wake-up-storm.ts'

/** Every drill, quickest first. */
export const drills: readonly Drill[] = [
  tamperedRecord,
  simulation,
  fullDisk,
  clockJumps,
  cutNetwork,
  wakeUpStorm,
  killStore,
  diskErrors,
  killServer,
  killCalls,
  killCounter,
  powerLoss,
]
