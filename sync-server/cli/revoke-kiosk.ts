import { revoke } from '../kiosks/kiosks.service.ts'
import { say, UsageFault, withFoundation, wordsOf } from './command.ts'

const USAGE = 'usage: revoke-kiosk.ts --kiosk ID'

await withFoundation(async (foundation) => {
  const { kiosk } = wordsOf(['kiosk'], USAGE)
  if (kiosk === undefined) throw new UsageFault(USAGE)
  if (!(await revoke(foundation, kiosk))) throw new UsageFault('there is no such kiosk')
  say('revoked')
})
