import { releaseReader } from '../kiosks/kiosks.service.ts'
import { say, UsageFault, withFoundation, wordsOf } from './command.ts'

const USAGE = 'usage: release-reader.ts --kiosk ID    (after its card reader was replaced)'

await withFoundation(async (foundation) => {
  const { kiosk } = wordsOf(['kiosk'], USAGE)
  if (kiosk === undefined) throw new UsageFault(USAGE)
  if (!(await releaseReader(foundation, kiosk))) throw new UsageFault('there is no such kiosk')
  say('released')
})
