import { issueEnrolmentCode } from '../kiosks/kiosks.service.ts'
import { say, UsageFault, withFoundation, wordsOf } from './command.ts'

const USAGE = 'usage: issue-enrolment-code.ts --hall ID --name NAME [--hours N]'

await withFoundation(async (foundation) => {
  const { hall, name, hours = '24' } = wordsOf(['hall', 'name', 'hours'], USAGE)
  if (hall === undefined || name === undefined || !/^\d{1,3}$/.test(hours)) throw new UsageFault(USAGE)
  say(await issueEnrolmentCode(foundation, { id: hall, name }, Number(hours)))
})
