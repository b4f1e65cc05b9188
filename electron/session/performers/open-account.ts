import { maskPhone } from '../../../sync-server/contract/mask.ts'
import { complete, type Performance, type Scene } from '../performance.ts'
import { isWithoutServer } from '../without-server.ts'

/** 新开账号: at the server where it can be reached, otherwise when the record arrives there. */
export function openAccount({ ports, memory }: Scene<'open-account'>): Performance<'open-account'> {
  const { accounts, courier } = ports.office
  return {
    enter: () => ({ isOnline: courier.network() === 'online' }),
    answer: async (answer) => {
      if ('back' in answer) return complete('back', {})
      const { phoneNumber } = answer
      memory.accountWords = maskPhone(phoneNumber)
      try {
        const { accountId } = await accounts.open(phoneNumber)
        return complete('opened', { account: { by: 'account', accountId } })
      } catch (error) {
        if (!isWithoutServer(error)) throw error
        return complete('opened', { account: { by: 'new', phoneNumber } })
      }
    },
  }
}
