import type { AccountCentre } from '../../sync-server/contract/account-centre.ts'
import { groupElectronicId } from '../../sync-server/contract/electronic-id.ts'
import { sexWords } from './sex-words.ts'
import { citizenTexts } from './citizen-texts.ts'

/** A line of 个人信息, with the flow that changes it where there is one. */
export interface AccountRow {
  readonly label: string
  readonly value: string
  readonly change: { readonly label: string; readonly flow: string } | undefined
}

const words = citizenTexts.account
const change = (flow: string, label: string = words.change) => ({ label, flow })

/** What a matched face has given: the electronic ID, and the second password of whoever has one. */
function ofElectronicId({ electronicId, hasSecurityPassword }: AccountCentre): readonly AccountRow[] {
  if (!electronicId) return []
  const { number, maskedName } = electronicId
  const label = hasSecurityPassword ? words.change : words.set
  return [
    { label: words.electronicId, value: `${groupElectronicId(number)} ${maskedName}`, change: undefined },
    {
      label: words.securityPassword,
      value: hasSecurityPassword ? words.hidden : words.notSet,
      change: change('set-security-password', label),
    },
  ]
}

/** 个人信息 in the order and words of the manual (1.6). */
export function accountRows(account: AccountCentre): readonly AccountRow[] {
  const { username, maskedPhone, maskedEmail, sex, ethnicGroup } = account
  const email = maskedEmail === undefined ? change('bind-email', words.bind) : change('bind-email')
  return [
    { label: words.username, value: username ?? words.unknown, change: undefined },
    { label: words.password, value: words.hidden, change: change('change-password') },
    { label: words.phone, value: maskedPhone ?? words.unbound, change: change('rebind-phone') },
    { label: words.email, value: maskedEmail ?? words.unbound, change: email },
    { label: words.sex, value: sex === undefined ? words.unknown : sexWords[sex], change: undefined },
    {
      label: words.ethnicGroup,
      value: ethnicGroup ?? words.chooseEthnicGroup,
      change: change('set-ethnic-group'),
    },
    ...ofElectronicId(account),
  ]
}
