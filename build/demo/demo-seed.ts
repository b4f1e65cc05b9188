import { writeFileSync } from 'node:fs'
import { factsOf } from '../sandbox/authorities/facts.ts'
import type { RegisteredPerson } from '../sandbox/authorities/registers.ts'
import { people, type SimulatedPerson } from '../../native/simulator/people.ts'

/** How far a person's account is when the demo starts; who is not named here has none yet. */
const accounts: Readonly<Record<string, 'fresh' | 'bound' | 'bound-to-another-number'>> = {
  'chen-jing': 'fresh',
  'wang-lei': 'fresh',
  'li-review': 'fresh',
  'photo-broken': 'fresh',
  'long-term': 'bound',
  'new-address': 'bound-to-another-number',
  'hk-resident': 'fresh',
}

/** With whom the sandbox's population register has its moods, so that 实名认证 can be seen to fail. */
const moods: Readonly<Record<string, 'busy' | 'unreachable'>> = { expired: 'busy', fingerprints: 'unreachable' }

/** Everybody's in the demo, until they change it. */
const PASSWORD = 'Huanying2026'

/** A person of the demo as the server and the registers read it. */
type SeedPerson = RegisteredPerson & Readonly<Record<string, unknown>>

/** Writes the synthetic people for the server: everyone with a card, with a phone number that is never issued. */
export function writeDemoSeed(file: string): string {
  writeFileSync(file, JSON.stringify({ people: demoPeople() }, undefined, 2))
  return file
}

/** Everybody whom the demo's server and registers know. */
export function demoPeople(): readonly SeedPerson[] {
  return [...people.flatMap(seedOf), ...travellers.map(travellerOf)]
}

/** Whose travel permits no reader of the demo reads: they type what stands on them. */
const travellers = [
  ['hong-kong-traveller', '香港旅客示例', 'hk-macao-mainland-travel-permit', 'H99990001'],
  ['macao-traveller', '澳门旅客示例', 'hk-macao-mainland-travel-permit', 'M99990002'],
  ['taiwan-traveller', '台湾旅客示例', 'taiwan-mainland-travel-permit', '99990003'],
] as const

function travellerOf(
  [id, fullName, documentType, documentNumber]: (typeof travellers)[number],
  index: number,
): SeedPerson {
  const dates = { birthDate: '1990-01-01', validFrom: '2024-01-01', validUntil: '2034-01-01' }
  const phone = phoneNumber(people.length + index)
  const facts = factsOf(documentNumber, phone)
  return { id, fullName, documentType, documentNumber, sex: 'unknown', ...dates, phoneNumber: phone, facts }
}

function seedOf({ id, document, face }: SimulatedPerson, index: number): readonly SeedPerson[] {
  if (document === undefined) return []
  const { fullName, type: documentType, documentNumber, sex, birthDate, validFrom, validUntil } = document
  const mood = moods[id] === undefined ? {} : { register: moods[id] }
  const photo = face === undefined ? {} : { photo: face }
  const facts = factsOf(documentNumber, phoneNumber(index))
  const known = {
    id,
    fullName,
    documentType,
    documentNumber,
    sex,
    birthDate,
    validFrom,
    validUntil,
    facts,
    ...mood,
    ...photo,
  }
  const account = accounts[id]
  if (account === undefined) return [{ ...known, phoneNumber: phoneNumber(index) }]
  const bound = { bound: documentNumber, 'bound-to-another-number': `${documentNumber.slice(0, 14)}9998` } as const
  const boundDocumentNumber = account === 'fresh' ? {} : { boundDocumentNumber: bound[account] }
  const username = id.replaceAll('-', '').padEnd(6, '0')
  const access = { username, password: PASSWORD, hasAccount: true }
  return [{ ...known, phoneNumber: phoneNumber(index), ...access, ...boundDocumentNumber }]
}

/** 1000000xxxx belongs to no operator. */
function phoneNumber(index: number): string {
  return `1000000${String(index + 1).padStart(4, '0')}`
}
