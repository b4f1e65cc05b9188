import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { FaceService } from '../../../electron/faces/face-service.ts'
import { sdkProcess } from '../../../electron/faces/sdk-process.ts'
import { picture } from '../../fixtures/electron/people.ts'

const double = join(import.meta.dirname, '../../fixtures/face-sdk/double.ts')
const chipPhoto = { width: 102, height: 126, rgba: new Uint8Array(102 * 126 * 4).fill(90) }
/** Long enough for a process to start on a busy machine; what is to be late waits ten minutes. */
const PATIENT_MS = 20_000
const SHORT_MS = 1500

let service: FaceService | undefined
afterEach(() => service?.stop())

/** A service whose program behaves in turns as told: each life of it takes the next mode. */
function open(modes: readonly string[], timeoutMs = PATIENT_MS) {
  const failures: string[] = []
  let life = 0
  service = new FaceService({
    spawn: () => sdkProcess({ program: process.execPath, args: [double, modes[Math.min(life++, modes.length - 1)]!] }),
    timeoutMs,
    failed: (because) => void failures.push(because),
  })
  return { service, failures, lives: () => life }
}
const judge = (): ReturnType<FaceService['judge']> => service!.judge(chipPhoto, picture('jpeg'))

describe('a vendor’s SDK in a process of its own', () => {
  test('names itself and judges one picture after the other in one life', async () => {
    const { lives, failures } = open(['good'])
    expect(service?.engine()).toBeUndefined()
    const judged = await Promise.all([judge(), judge(), judge()])
    for (const one of judged)
      expect(one).toMatchObject({ score: 0.9, liveness: { verdict: 'live', method: 'ir' }, reasons: [] })
    expect(service?.engine()).toMatchObject({ model: 'two-process', version: '3.1', scoreKind: 'similarity' })
    expect(lives()).toBe(1)
    expect(failures).toEqual([])
  })

  test.each([
    ['crash', /^ended by/],
    ['nonsense', /does not speak/],
    ['huge', /does not speak/],
    ['other-id', /no question/],
    ['other-shape', /another shape/],
    ['fault', /cannot/],
  ])(
    'one that answers with %s gives no judgement, and is started anew for the next question',
    async (mode, because) => {
      const { failures, lives } = open([mode, 'good'])
      expect(await judge()).toBeUndefined()
      expect(failures).toHaveLength(1)
      expect(failures[0]).toMatch(because)
      expect(await judge()).toMatchObject({ score: 0.9 })
      expect(lives()).toBe(2)
    },
  )

  test.each(['hang', 'silent'])('one that %ss is ended in time', async (mode) => {
    const { failures } = open([mode], SHORT_MS)
    expect(await judge()).toBeUndefined()
    expect(failures.every((because) => because === 'too late')).toBe(true)
    expect(failures).toHaveLength(1)
  })

  test('one that is not there is no judgement', async () => {
    const failures: string[] = []
    const spawn = () => sdkProcess({ program: '/nowhere/face-sdk', args: [] })
    service = new FaceService({ spawn, timeoutMs: PATIENT_MS, failed: (because) => void failures.push(because) })
    expect(await judge()).toBeUndefined()
    expect(failures).toHaveLength(1)
  })

  test('gets nothing of the kiosk’s environment, and ends with the service', async () => {
    const child = sdkProcess({ program: '/usr/bin/env', args: [] })
    const said: string[] = []
    const { promise, resolve } = Promise.withResolvers<string>()
    child.onData((chunk) => void said.push(Buffer.from(chunk).toString()))
    child.onExit(resolve)
    await promise
    const names = said
      .join('')
      .split('\n')
      .map((line) => line.split('=')[0])
      .filter(Boolean)
    expect(names.filter((name) => !['PATH', 'LANG', 'LD_LIBRARY_PATH'].includes(name!))).toEqual([])
    const { failures } = open(['good'])
    await judge()
    await service?.stop()
    expect(await judge()).toBeUndefined()
    expect(failures).toEqual([])
  })
})
