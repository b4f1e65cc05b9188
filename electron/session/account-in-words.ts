import type { AccountRef, AccountView } from '../../sync-server/contract/account.ts'
import { maskPhone, maskUsername } from '../../sync-server/contract/mask.ts'

/** How a citizen recognises an account that the server showed, masked by the server. */
export function wordsOf({ maskedPhone, maskedUsername }: AccountView): string {
  return [maskedPhone, maskedUsername].filter((words) => words !== undefined).join(' ')
}

/** How a citizen recognises an account that the server will look for later. */
export function accountInWords(account: AccountRef): string {
  switch (account.by) {
    case 'phone':
    case 'new':
      return maskPhone(account.phoneNumber)
    case 'username':
      return maskUsername(account.username)
    case 'document':
      return '与本证件关联的账号'
    case 'account':
      return ''
  }
}
