import { AccountRef, PhoneNumber, Username } from '../../../sync-server/contract/account.ts'
import { Problem } from '../../../sync-server/contract/failure.ts'
import { Check } from 'typebox/value'
import { accountInWords, wordsOf } from '../account-in-words.ts'
import { complete, type Performance, type Reply, type Scene } from '../performance.ts'

type By = 'phone' | 'username' | 'card'
type Found = Reply<'find-account'>

const isOneOf = (error: unknown, ...codes: string[]): error is Problem =>
  error instanceof Problem && codes.includes(error.code)

/** What was typed, as offline words for the server; refuses what can be no phone number or user name. */
function refOf(by: 'phone' | 'username', value: string): AccountRef {
  if (!Check(by === 'phone' ? PhoneNumber : Username, value)) throw new Problem('request.invalid')
  return by === 'phone' ? { by, phoneNumber: value } : { by, username: value }
}

/**
 * 查找账号: by phone or user name typed, or by the number on a card that is read for this alone (decision 9). Without a
 * server the clerk's words go into the record and the server resolves them.
 */
export function findAccount({ ports, memory, input }: Scene<'find-account'>): Performance<'find-account'> {
  const { accounts, courier } = ports.office
  const isOnline = (): boolean => courier.network() === 'online'
  let chosen: AccountRef | undefined

  function take(ref: AccountRef, patch: Extract<Found, { stay: unknown }>['stay']): Found {
    chosen = ref
    return { stay: { candidate: undefined, isAbsent: undefined, isReadingCard: undefined, ...patch } }
  }

  async function lookUp(by: By, value: string, offline: AccountRef): Promise<Found> {
    chosen = undefined
    memory.accountWords = accountInWords(offline)
    try {
      const candidate = await accounts.find(by === 'card' ? 'document' : by, value)
      memory.accountWords = wordsOf(candidate)
      return take({ by: 'account', accountId: candidate.accountId }, { candidate, isOnline: true, chosenBy: by })
    } catch (error) {
      if (isOneOf(error, 'server.unreachable', 'server.busy')) return take(offline, { isOnline: false, chosenBy: by })
      if (!isOneOf(error, 'account.not-found')) throw error
      return {
        stay: { candidate: undefined, isReadingCard: undefined, isOnline: true, isAbsent: true, chosenBy: by },
      }
    }
  }

  function stopReading(): void {
    if (input().isReadingCard) ports.devices.cancelRead()
  }

  return {
    enter: () => ({ isOnline: isOnline() }),
    leave: stopReading,
    cardRead: async (read) => {
      const { documentNumber } = read.document
      read.chipPhoto.fill(0) // read for its number only; the data proper is read after consent
      return lookUp('card', documentNumber, { by: 'document' })
    },
    answer: (answer) => {
      if ('confirm' in answer) {
        if (!chosen) throw new Problem('request.invalid')
        return complete('chosen', { account: chosen })
      }
      stopReading()
      if ('absent' in answer) return complete('absent', {})
      if ('stop' in answer) return { stay: { isReadingCard: undefined } }
      chosen = undefined
      if (!('value' in answer)) {
        ports.devices.requestRead()
        return { stay: { candidate: undefined, isAbsent: undefined, chosenBy: undefined, isReadingCard: true } }
      }
      const value = answer.value.trim()
      const by = answer.find === 'phone' ? 'phone' : 'username'
      return lookUp(by, value, refOf(by, value))
    },
  }
}
