import type { AccountCentre } from '../../sync-server/contract/account-centre.ts'
import { type ServiceItem, services } from '../../sync-server/contract/directory.ts'
import { levelName, reaches } from '../../sync-server/contract/level.ts'
import { citizenTexts } from './citizen-texts.ts'

/** Whether somebody can use a service now, and if not, what is missing. */
export type Reach = 'anyone' | 'reached' | 'not-signed-in' | 'too-low'

/** Judges a service for who is here; an account without a level reaches only what anyone may use. */
export function reachOf(item: ServiceItem, account: AccountCentre | undefined): Reach {
  if (item.level === 'L1') return 'anyone'
  if (!account) return 'not-signed-in'
  return reaches(account.level, item.level) ? 'reached' : 'too-low'
}

const words = citizenTexts.directory

/** The sentence that says so. */
export function reachWords(item: ServiceItem, account: AccountCentre | undefined): string {
  const sentences = {
    anyone: words.anyone,
    reached: words.reached,
    'not-signed-in': words.notSignedIn,
    'too-low': words.tooLow(levelName[account?.level ?? 'L1'], levelName[item.level]),
  }
  return sentences[reachOf(item, account)]
}

/** The services in their groups, in the order of the directory. */
export const serviceGroups = [...new Set(services.map(({ group }) => group))].map((group) => ({
  group,
  title: words.groups[group],
  items: services.filter((item) => item.group === group),
}))
