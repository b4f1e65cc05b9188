import { Check } from 'typebox/value'
import { AccountRef, PhoneNumber, Username } from '../../../sync-server/contract/account.ts'
import { readAppointmentNumber } from '../../../sync-server/contract/appointment.ts'
import type { CardRead, Scan } from '../../../sync-server/contract/device.ts'
import { documentInZone } from '../../../sync-server/contract/document/index.ts'
import { Problem } from '../../../sync-server/contract/failure.ts'
import type { AnswerOf, InputOf } from '../../../sync-server/contract/flow/index.ts'
import { hallDay } from '../../../sync-server/contract/hall-time.ts'
import { accountInWords, wordsOf } from '../account-in-words.ts'
import { isWithoutServer } from '../without-server.ts'
import { complete, type Performance, type Reply, type Scene, type Stayed } from '../performance.ts'

type By = 'phone' | 'username' | 'card' | 'appointment'
type Found = Reply<'find-account'>

const UNKNOWN = { candidate: undefined, isAbsent: undefined, isReadingCard: undefined }

/** What was typed, as offline words for the server; refuses what can be no phone number or user name. */
function refOf(by: 'phone' | 'username', value: string): AccountRef {
  if (!Check(by === 'phone' ? PhoneNumber : Username, value)) throw new Problem('request.invalid')
  return by === 'phone' ? { by, phoneNumber: value } : { by, username: value }
}

class FindAccount implements Performance<'find-account'> {
  readonly #scene: Scene<'find-account'>
  #chosen: AccountRef | undefined

  constructor(scene: Scene<'find-account'>) {
    this.#scene = scene
  }

  enter(): InputOf<'find-account'> {
    return { isOnline: this.#scene.ports.office.courier.network() === 'online' }
  }

  leave(): void {
    if (this.#scene.input().isReadingCard) this.#scene.ports.devices.cancelRead()
  }

  /** Read for its number only: the data proper is read after consent. */
  cardRead(read: CardRead): Promise<Found> {
    const { documentNumber } = read.document
    read.chipPhoto.fill(0)
    return this.#lookUp('card', documentNumber, { by: 'document' })
  }

  /** The code of an appointment, or the zone of a document that is scanned for its number only. */
  scanned(scan: Scan): Promise<Found> {
    this.leave()
    if (scan.kind === 'code') {
      const number = readAppointmentNumber(scan.text)
      if (number === undefined) throw new Problem('scan.not-appointment')
      return this.#lookUp('appointment', number, undefined)
    }
    const inZone = documentInZone(scan.lines, hallDay(this.#scene.ports.clock.now()))
    if ('refusal' in inZone) throw new Problem(`zone.${inZone.refusal}`)
    return this.#lookUp('card', inZone.document.documentNumber, { by: 'document' })
  }

  answer(answer: AnswerOf<'find-account'>): Found | Promise<Found> {
    if ('confirm' in answer) return this.#confirm()
    this.leave()
    if ('absent' in answer) return complete('absent', {})
    if ('stop' in answer) return { stay: { isReadingCard: undefined } }
    this.#chosen = undefined
    if (!('value' in answer)) return this.#awaitCard()
    const by = answer.find
    const value = answer.value.trim()
    if (by === 'appointment') return this.#lookUp(by, value, undefined)
    return this.#lookUp(by, value, refOf(by, value))
  }

  #confirm(): Found {
    if (!this.#chosen) throw new Problem('request.invalid')
    return complete('chosen', { account: this.#chosen })
  }

  #awaitCard(): Found {
    this.#scene.ports.devices.requestRead()
    return { stay: { ...UNKNOWN, chosenBy: undefined, isReadingCard: true } }
  }

  /** `offline`: what goes into the record where no server answers; an appointment's number says nothing without one. */
  async #lookUp(by: By, value: string, offline: AccountRef | undefined): Promise<Found> {
    const { memory, ports } = this.#scene
    this.#chosen = undefined
    memory.accountWords = offline ? accountInWords(offline) : ''
    try {
      const candidate = await ports.office.accounts.find(by === 'card' ? 'document' : by, value)
      memory.accountWords = wordsOf(candidate)
      const { accountId } = candidate
      return this.#take({ by: 'account', accountId }, { candidate, isOnline: true, chosenBy: by })
    } catch (error) {
      if (offline && isWithoutServer(error)) {
        return this.#take(offline, { isOnline: false, chosenBy: by })
      }
      if (!(error instanceof Problem) || error.code !== 'account.not-found') throw error
      return { stay: { ...UNKNOWN, isOnline: true, isAbsent: true, chosenBy: by } }
    }
  }

  #take(ref: AccountRef, patch: Stayed<'find-account'>['stay']): Found {
    this.#chosen = ref
    return { stay: { ...UNKNOWN, ...patch } }
  }
}

/**
 * 查找账号: by phone or user name typed, by the number on a card that is read for this alone (decision 9), or by what is
 * scanned: the code of an appointment, the zone of a travel document. Without a
 * server the clerk's words go into the record and the server resolves them.
 */
export const findAccount = (scene: Scene<'find-account'>): Performance<'find-account'> => new FindAccount(scene)
