import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Stage, type StageConfig } from '../../../../native/drivers/stage/stage.ts'
import { LightSimulator } from '../../../../native/simulator/stage/light-simulator.ts'
import { MountSimulator } from '../../../../native/simulator/stage/mount-simulator.ts'
import type { OpenPort } from '../../../../native/transport/byte-port.ts'
import { MemorySocket } from '../support/memory-socket.ts'
import { VirtualClock } from '../support/virtual-clock.ts'

const sockets = { mount: new MemorySocket(), light: new MemorySocket() }
let clock: VirtualClock
let stage: Stage
let said: string[]
beforeEach(() => {
  sockets.mount = new MemorySocket()
  sockets.light = new MemorySocket()
  clock = new VirtualClock()
  const openPort: OpenPort = (settings, at) => sockets[settings.path as 'mount' | 'light'].openPort(settings, at)
  stage = new Stage({ clock, openPort })
  said = []
})
afterEach(() => clock.drive(stage.stop()))

function begin(config: StageConfig): Promise<void> {
  stage.start(config, (device, trouble) => {
    const word = `${device} ${trouble ?? 'works'}`
    if (said.findLast((each) => each.startsWith(`${device} `)) !== word) said.push(word)
  })
  return clock.pass(100)
}
const protocols = [
  { driver: 'visca-serial', speaks: 'visca' },
  { driver: 'pelco-d-serial', speaks: 'pelco-d' },
] as const

describe.each(protocols)('a mount on $driver', ({ driver, speaks }) => {
  const mountOf = () => MountSimulator.start(sockets.mount, speaks)
  const config = { mount: { driver, path: 'mount', preset: 3 } }

  test('takes its place when a capture begins, follows the face, and stands still afterwards', async () => {
    const mount = await mountOf()
    await begin(config)
    stage.begin()
    await clock.pass(50)
    stage.aim('up')
    await clock.pass(50)
    stage.aim('stop')
    await clock.pass(50)
    stage.end()
    await clock.pass(50)
    expect(mount.done).toEqual(['stop', 'recall 3', 'stop', 'up', 'stop', 'stop'])
    expect(said).toEqual(['camera-mount works'])
  })

  test('a move that nobody renews ends by itself', async () => {
    const mount = await mountOf()
    await begin(config)
    stage.aim('up')
    await clock.pass(1_400)
    expect(mount.done.at(-1)).toBe('up')
    stage.aim('up')
    await clock.pass(1_400)
    expect(mount.done.at(-1)).toBe('up')
    await clock.pass(200)
    expect(mount.done.at(-1)).toBe('stop')
  })

  test('unplugged it says so; back again it is put where it was wanted', async () => {
    const mount = await mountOf()
    await begin(config)
    await mount.setFault('unplug')
    await clock.pass(5_000)
    mount.done.length = 0
    stage.begin()
    expect(said.at(-1)).toBe('camera-mount camera-mount.not-connected')
    await mount.setFault('none')
    await clock.pass(5_000)
    expect(said.at(-1)).toBe('camera-mount works')
    expect(mount.done).toContain('recall 3')
  })

  test('a mount at another address does nothing', async () => {
    const mount = await MountSimulator.start(sockets.mount, speaks, 2)
    await begin(config)
    stage.begin()
    await clock.pass(3_000)
    expect(mount.done).toEqual([])
  })
})

test.each(['silent', 'full'] as const)(
  'a VISCA mount that is %s is said not to answer, and is asked again',
  async (fault) => {
    const mount = await MountSimulator.start(sockets.mount, 'visca')
    await mount.setFault(fault)
    await begin({ mount: { driver: 'visca-serial', path: 'mount' } })
    await clock.pass(3_000)
    expect(said).toEqual(['camera-mount camera-mount.not-answering'])
    await mount.setFault('none')
    await clock.pass(3_000)
    expect(said.at(-1)).toBe('camera-mount works')
  },
)

describe('a light', () => {
  const config = { light: { driver: 'lcus-serial', path: 'light', channel: 2 } } as const

  test('is on during a capture and off after it', async () => {
    const light = await LightSimulator.start(sockets.light, { channel: 2 })
    await begin(config)
    stage.begin()
    await clock.pass(50)
    expect(light.isLit).toBe(true)
    stage.end()
    await clock.pass(50)
    expect(light.isLit).toBe(false)
  })

  test('that a crashed kiosk left on goes off as soon as the next one is there', async () => {
    const light = await LightSimulator.start(sockets.light, { channel: 2, isLit: true })
    await begin(config)
    expect(light.isLit).toBe(false)
  })

  test('goes off when the kiosk stops in the middle, and by itself when nobody says that the capture is over', async () => {
    const light = await LightSimulator.start(sockets.light, { channel: 2 })
    await begin(config)
    stage.begin()
    await clock.pass(179_000)
    expect(light.isLit).toBe(true)
    await clock.pass(2_000)
    expect(light.isLit).toBe(false)
    stage.begin()
    await clock.pass(50)
    await clock.drive(stage.stop())
    expect(light.isLit).toBe(false)
  })

  test('unplugged it says so, and takes nothing else with it', async () => {
    const light = await LightSimulator.start(sockets.light, { channel: 2 })
    const mount = await MountSimulator.start(sockets.mount, 'visca')
    await begin({ ...config, mount: { driver: 'visca-serial', path: 'mount', preset: 1 } })
    await light.unplug()
    await clock.pass(5_000)
    expect(said.slice(2)).toEqual(['light light.not-connected'])
    stage.begin()
    await clock.pass(100)
    expect(mount.done).toContain('recall 1')
    await light.plugIn()
    await clock.pass(5_000)
    expect([said.at(-1), light.isLit]).toEqual(['light works', true])
  })
})
