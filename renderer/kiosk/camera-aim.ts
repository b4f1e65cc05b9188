import type { Aim } from '../../sync-server/contract/device-health.ts'
import type { Quality } from '../face/index.ts'

/** The lens starts where a face lies this far from the middle, and stops well inside, so that it does not hunt. */
const START = 0.15
const STOP = 0.05

/** Which way the lens has to go for this picture, given where it is going; without a face it stands still. */
export function aimFor({ above }: Pick<Quality, 'above'>, going: Aim): Aim {
  if (above === undefined) return 'stop'
  if (going === 'up') return above > STOP ? 'up' : 'stop'
  if (going === 'down') return above < -STOP ? 'down' : 'stop'
  if (Math.abs(above) <= START) return 'stop'
  return above > 0 ? 'up' : 'down'
}

/** A move ends by itself when nobody renews it; said again this often it goes on. */
const RENEW_MS = 700

/** Follows a face with the lens: tells a new way at once, and a way that goes on now and then. */
export function aimer(tell: (aim: Aim) => void): (quality: Pick<Quality, 'above'>, nowMs: number) => void {
  let [going, toldMs]: [Aim, number] = ['stop', 0]
  return (quality, nowMs) => {
    const aim = aimFor(quality, going)
    const isOld = aim !== 'stop' && nowMs - toldMs >= RENEW_MS
    if (aim === going && !isOld) return
    ;[going, toldMs] = [aim, nowMs]
    tell(aim)
  }
}
