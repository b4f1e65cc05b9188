import { text } from 'node:stream/consumers'
import { staffRoles } from '../contract/staff.ts'
import { giveSecondFactor } from '../staff/administrators.service.ts'
import { addStaff } from '../staff/staff.service.ts'
import { say, sayAuthenticator, UsageFault, withFoundation, wordsOf } from './command.ts'

const USAGE = `usage: add-staff.ts --number N --name NAME --role ${staffRoles.join('|')} < password
The password is read from standard input, so that no list of processes shows it.`
const SHORTEST_PASSWORD = { clerk: 8, supervisor: 8, administrator: 15 } as const

await withFoundation(async (foundation) => {
  const { number, name, role } = wordsOf(['number', 'name', 'role'], USAGE)
  const known = staffRoles.find((one) => one === role)
  if (number === undefined || !/^[\w.-]{1,32}$/.test(number) || name === undefined || !known)
    throw new UsageFault(USAGE)
  const password = (await text(process.stdin)).trimEnd()
  if (password.length < SHORTEST_PASSWORD[known] || password.length > 128 || password.includes(number)) {
    throw new UsageFault(
      `a password has ${SHORTEST_PASSWORD[known]} to 128 characters and does not contain the staff number\n${USAGE}`,
    )
  }
  const id = await addStaff(foundation, { staffNumber: number, name, role: known, password })
  if (id === undefined) throw new UsageFault('this number is taken')
  say('added')
  if (known !== 'administrator') return
  const secret = await foundation.database.write((tx) => giveSecondFactor(tx, foundation, { staffId: id }))
  sayAuthenticator(secret, number)
})
