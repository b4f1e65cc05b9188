import { text } from 'node:stream/consumers'
import { staffRoles } from '../contract/staff.ts'
import { addStaff } from '../staff/staff.service.ts'
import { say, UsageFault, withFoundation, wordsOf } from './command.ts'

const USAGE = `usage: add-staff.ts --number N --name NAME --role ${staffRoles.join('|')} < password
The password is read from standard input, so that no list of processes shows it.`
const SHORTEST_PASSWORD = 8

await withFoundation(async (foundation) => {
  const { number, name, role } = wordsOf(['number', 'name', 'role'], USAGE)
  const known = staffRoles.find((one) => one === role)
  if (number === undefined || !/^[\w.-]{1,32}$/.test(number) || name === undefined || !known)
    throw new UsageFault(USAGE)
  const password = (await text(process.stdin)).trimEnd()
  if (password.length < SHORTEST_PASSWORD || password.length > 128 || password.includes(number)) {
    throw new UsageFault(`a password has 8 to 128 characters and does not contain the staff number\n${USAGE}`)
  }
  const isAdded = await addStaff(foundation, { staffNumber: number, name, role: known, password })
  if (!isAdded) throw new UsageFault('this number is taken')
  say('added')
})
