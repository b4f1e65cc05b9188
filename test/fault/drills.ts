import { cutNetwork } from './cut-network.ts'
import type { Drill } from './drill.ts'
import { fullDisk } from './full-disk.ts'
import { killCounter } from './kill-counter.ts'
import { killStore } from './kill-store.ts'
import { powerLoss } from './power-loss.ts'
import { simulation } from './simulation.ts'
import { tamperedRecord } from './tampered-record.ts'

/** Every drill, quickest first. */
export const drills: readonly Drill[] = [
  tamperedRecord,
  simulation,
  fullDisk,
  powerLoss,
  cutNetwork,
  killStore,
  killCounter,
]
