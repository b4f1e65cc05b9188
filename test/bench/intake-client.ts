import { type ChildProcess, fork } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { documentOfPerson, phoneOfPerson, type TestStaff } from '../fixtures/server/build-record.ts'

/** What the benchmarks ask the server's process, beside its HTTP. */
export type IntakeQuestion = { readonly ask: 'memory' } | { readonly ask: 'clerk'; readonly kioskId: string }

/** The server in its own process. */
export interface IntakeProcess {
  readonly url: string
  readonly enrolmentCode: string
  clerk(kioskId: string): Promise<TestStaff>
  residentMiB(): Promise<number>
  stop(): Promise<void>
}

function next<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
}

function seed(folder: string, people: number): string {
  const path = join(folder, 'people.json')
  const list = Array.from({ length: people }, (_, n) => {
    const { fullName, type: documentType, documentNumber, sex, birthDate, validFrom, validUntil } = documentOfPerson(n)
    const person = { id: `person-${n}`, fullName, documentType, documentNumber, sex, birthDate, validFrom, validUntil }
    return { ...person, phoneNumber: phoneOfPerson(n), hasAccount: true }
  })
  writeFileSync(path, JSON.stringify(list))
  return path
}

/** Starts the server on a folder of its own, with this many citizens who have an account. */
export async function startIntake(folder: string, people: number): Promise<IntakeProcess> {
  const env = { ...process.env, HALL_DATA: folder, HALL_DEMO_SEED: seed(folder, people), PORT: '0' }
  const child = fork(fileURLToPath(new URL('intake-process.ts', import.meta.url)), { env })
  const { url, enrolmentCode } = await next<{ url: string; enrolmentCode: string }>(child)
  const ask = <T>(question: IntakeQuestion): Promise<T> => {
    const answer = next<T>(child)
    child.send(question)
    return answer
  }
  return {
    url,
    enrolmentCode,
    async clerk(kioskId) {
      type Clerk = { credential: TestStaff['credential']; key: string }
      const { credential, key } = await ask<Clerk>({ ask: 'clerk', kioskId })
      return { credential, key: createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' }) }
    },
    residentMiB: async () => (await ask<{ residentMiB: number }>({ ask: 'memory' })).residentMiB,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
