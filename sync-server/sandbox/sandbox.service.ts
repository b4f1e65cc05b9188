import type { StaffRole } from '../contract/staff.ts'
import { type AccountImport, importAccount } from '../accounts/import.service.ts'
import { hasPassword, setPassword } from '../accounts/passwords.service.ts'
import type { AccountParts } from '../accounts/accounts.service.ts'
import { giveSecondFactor } from '../staff/administrators.service.ts'
import { addStaff, type StaffParts } from '../staff/staff.service.ts'
import type { DemoPerson } from './demo-seed.ts'

/** A member of staff of the sandbox with the password that everybody may know. */
interface DemoStaff {
  readonly role: StaffRole
  readonly staffNumber: string
  readonly password: string
  readonly name: string
  /** What an authenticator app makes an administrator's codes from. */
  readonly totpSecret?: string
}

const demoStaff: readonly DemoStaff[] = [
  { role: 'clerk', staffNumber: '1001', password: 'Hall-1001-demo', name: '演示窗口甲' },
  { role: 'clerk', staffNumber: '1002', password: 'Hall-1002-demo', name: '演示窗口乙' },
  { role: 'supervisor', staffNumber: '2001', password: 'Hall-2001-demo', name: '演示值班长' },
  {
    ...{ role: 'administrator', staffNumber: '9001', password: 'Hall-9001-demo', name: '演示管理员甲' },
    totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  },
  {
    ...{ role: 'administrator', staffNumber: '9002', password: 'Hall-9002-demo', name: '演示管理员乙' },
    totpSecret: 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU',
  },
]

/** The hall of the demo. */
export const demoHall = { id: 'demo-hall', name: '示例区政务服务大厅' } as const

/** What the sandbox tells about its synthetic world. */
export interface Sandbox {
  readonly people: readonly DemoPerson[]
  readonly accounts: readonly {
    readonly person: string
    readonly accountId: string
    readonly phoneNumber: string
    readonly username?: string
    readonly password?: string
  }[]
  readonly staff: readonly DemoStaff[]
}

type SandboxParts = AccountParts & StaffParts

function importOf(person: DemoPerson, phoneNumber: string): AccountImport {
  const { username, boundDocumentNumber, documentType: type, fullName } = person
  return {
    phoneNumber,
    ...(username === undefined ? {} : { username }),
    ...(boundDocumentNumber === undefined ? {} : { holder: { type, fullName, documentNumber: boundDocumentNumber } }),
  }
}

/** A password that its owner has changed since stays as it is. */
async function seedPassword(parts: SandboxParts, accountId: string, password: string): Promise<void> {
  if (await hasPassword(parts, accountId)) return
  const hash = await parts.passwords.hash(password)
  await parts.database.write((tx) => setPassword(tx, parts, { accountId, hash }))
}

async function seedStaff(parts: SandboxParts, { totpSecret: secret, ...person }: DemoStaff): Promise<void> {
  const staffId = await addStaff(parts, person)
  if (staffId === undefined || secret === undefined) return
  await parts.database.write((tx) => giveSecondFactor(tx, parts, { staffId, secret }))
}

/** Brings the synthetic staff and accounts into the database, once; a restart changes nothing. */
export async function seedSandbox(parts: SandboxParts, people: readonly DemoPerson[]): Promise<Sandbox> {
  for (const person of demoStaff) await seedStaff(parts, person)
  const accounts: Sandbox['accounts'][number][] = []
  for (const person of people) {
    const { phoneNumber, username, password, hasAccount } = person
    if (!hasAccount || phoneNumber === undefined) continue
    const accountId = await importAccount(parts, importOf(person, phoneNumber))
    if (password !== undefined) await seedPassword(parts, accountId, password)
    const known = { ...(username === undefined ? {} : { username }), ...(password === undefined ? {} : { password }) }
    accounts.push({ person: person.id, accountId, phoneNumber, ...known })
  }
  return { people, accounts, staff: demoStaff }
}
