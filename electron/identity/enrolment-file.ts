import { join } from 'node:path'
import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import { EnrolledKiosk } from '../../sync-server/contract/kiosk.ts'
import { Instant } from '../../sync-server/contract/staff.ts'
import { readIfPresent, writeDurably } from '../platform/durable-file.ts'

const Enrolled = Type.Object({ enrolledAt: Instant, kiosk: EnrolledKiosk }, { additionalProperties: false })
/** What the kiosk keeps of its enrolment: who it is, the pinned keys, the last policy. */
export type Enrolled = Static<typeof Enrolled>

const pathIn = (folder: string): string => join(folder, 'kiosk.json')

/** The enrolment kept in this folder; undefined before there was one. */
export function readEnrolment(folder: string): Enrolled | undefined {
  const text = readIfPresent(pathIn(folder))
  if (!text) return undefined
  const value: unknown = JSON.parse(text.toString('utf8'))
  if (!Value.Check(Enrolled, value)) throw new Error('kiosk.json is not an enrolment of this version')
  return value
}

/** Keeps an enrolment, durably. */
export function writeEnrolment(folder: string, enrolled: Enrolled): void {
  writeDurably(pathIn(folder), `${JSON.stringify(enrolled, undefined, 2)}\n`)
}
