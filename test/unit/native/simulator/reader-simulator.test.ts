import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { CardRead } from '../../../../sync-server/contract/device.ts'
import { machineContext, ReaderService } from '../../../../native/index.ts'
import { answerReaderRequest } from '../../../../native/simulator/device-routes.ts'
import type { SerialReader } from '../../../../native/simulator/serial-reader.ts'
import { pluggedReader, ptyTest, scratch } from '../support/socat.ts'

const root = join(import.meta.dirname, '../../../..')
const patiently = { timeout: 20_000, interval: 20 }

function kioskOn(simulator: SerialReader): { service: ReaderService; states: string[]; reads: CardRead[] } {
  const service = new ReaderService(machineContext)
  const states: string[] = []
  const reads: CardRead[] = []
  onTestFinished(() => service.stop())
  service.start(
    { driver: 'sam-serial', path: simulator.path, baudRate: 115_200 },
    {
      state: (state) => states.push(state.kind === 'failed' ? state.code : state.kind),
      cardRead: (read) => reads.push(read),
      failure: () => {},
    },
  )
  return { service, states, reads }
}

ptyTest('a kiosk reads from it through the real binding, from request to lifting', async () => {
  const simulator = await pluggedReader()
  const { service, states, reads } = kioskOn(simulator)
  service.requestRead()
  await expect.poll(() => states.at(-1), patiently).toBe('waiting')
  await simulator.setCard('hk-resident')
  await expect.poll(() => states.at(-1), patiently).toBe('read')
  expect(reads.map(({ document }) => document.permitNumber)).toEqual(['H00000001'])
  await simulator.setCard(null)
  await expect.poll(() => states.at(-1), patiently).toBe('ready')
})

ptyTest('unplugged in the middle of anything and plugged in again, the requested read happens once', async () => {
  const simulator = await pluggedReader()
  const { service, states, reads } = kioskOn(simulator)
  await expect.poll(() => states.at(-1), patiently).toBe('ready')
  const cuts = [1, 15, 30, 46, 300, 1_342]
  for (const [round, bytes] of cuts.entries()) {
    await simulator.setCard('rare-name')
    simulator.cutAfter(bytes)
    service.requestRead()
    await expect.poll(() => states.at(-1), patiently).toBe('disconnected')
    expect(existsSync(simulator.path)).toBe(false)
    await simulator.setFault('none')
    await expect.poll(() => reads.length, patiently).toBe(round + 1)
  }
  expect(new Set(reads.map(({ transcriptDigest }) => transcriptDigest)).size).toBe(cuts.length)
})

ptyTest('its handles place cards, break the line and refuse what they do not know', async () => {
  const simulator = await pluggedReader()
  const post = (path: string, body: unknown): ReturnType<typeof answerReaderRequest> =>
    answerReaderRequest(simulator, { method: 'POST', path, body })
  const cards = await answerReaderRequest(simulator, { method: 'GET', path: '/cards' })
  expect(cards?.body).toContainEqual({
    id: 'rare-name',
    title: '姓名含生僻字',
    type: 'resident-id-card',
    fullName: '䶮𬴊示例',
  })
  expect(await post('/reader', { card: 'rare-name' })).toEqual({ status: 200, body: { card: 'rare-name' } })
  expect(await post('/reader', { card: null })).toEqual({ status: 200, body: { card: null } })
  expect(await post('/reader/fault', { kind: 'slow' })).toEqual({ status: 200, body: { kind: 'slow' } })
  for (const body of [undefined, null, 3, {}, { card: 3 }, { card: 'nobody' }]) {
    expect(await post('/reader', body)).toMatchObject({ status: 400, body: { error: { code: 'request.invalid' } } })
  }
  expect(await post('/reader/fault', { kind: 'fire' })).toMatchObject({ status: 400 })
  expect(await post('/camera', { person: null })).toBeUndefined()
})

ptyTest('as a program it says where it is, answers over HTTP and leaves nothing behind', async () => {
  const dir = await scratch()
  const child = spawn(process.execPath, ['native/simulator/main.ts', '--dir', dir], { cwd: root })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { path, devices } = JSON.parse(line.toString()) as { path: string; devices: string }
  const post = (handle: string, body: string): Promise<Response> =>
    fetch(`${devices}${handle}`, { method: 'POST', body })
  expect(existsSync(path)).toBe(true)
  expect((await fetch(`${devices}/cards`)).status).toBe(200)
  expect((await post('/reader', '{"card":"expired"}')).status).toBe(200)
  expect((await post('/reader', 'no json')).status).toBe(400)
  expect((await post('/reader', 'x'.repeat(10_000))).status).toBe(400)
  expect((await fetch(`${devices}/elsewhere`)).status).toBe(404)
  expect((await post('/reader/fault', '{"kind":"unplug"}')).status).toBe(200)
  expect(existsSync(path)).toBe(false)
  expect((await post('/reader/fault', '{"kind":"none"}')).status).toBe(200)
  expect(existsSync(path)).toBe(true)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(existsSync(path)).toBe(false)
})
