import { disableStaff } from '../staff/staff.service.ts'
import { say, UsageFault, withFoundation, wordsOf } from './command.ts'

const USAGE = 'usage: disable-staff.ts --number N'

await withFoundation(async (foundation) => {
  const { number } = wordsOf(['number'], USAGE)
  if (number === undefined) throw new UsageFault(USAGE)
  if (!(await disableStaff(foundation, number))) throw new UsageFault('there is no such number')
  say('disabled')
})
