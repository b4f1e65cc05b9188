import { expect, onTestFinished } from 'vitest'
import { machineContext, Stage } from '../../../../native/index.ts'
import { SerialSocket } from '../../../../native/simulator/serial-socket.ts'
import { LightSimulator } from '../../../../native/simulator/stage/light-simulator.ts'
import { MountSimulator } from '../../../../native/simulator/stage/mount-simulator.ts'
import { ptyTest, scratch } from '../../../unit/native/support/socat.ts'

const patiently = { timeout: 20_000, interval: 20 }

ptyTest('a mount and a light on pseudo-terminals set the stage, are unplugged, and set it again', async () => {
  const dir = await scratch()
  const sockets = { mount: await SerialSocket.in(dir, 'mount'), light: await SerialSocket.in(dir, 'light') }
  const mount = await MountSimulator.start(sockets.mount, 'visca')
  onTestFinished(() => mount.stop())
  const light = await LightSimulator.start(sockets.light)
  onTestFinished(() => light.unplug())
  const stage = new Stage(machineContext)
  const stands = new Map<string, string>()
  stage.start(
    {
      mount: { driver: 'visca-serial', path: sockets.mount.path, preset: 5 },
      light: { driver: 'lcus-serial', path: sockets.light.path },
    },
    (device, trouble) => stands.set(device, trouble ?? 'works'),
  )
  await expect.poll(() => [...stands.values()], patiently).toEqual(['works', 'works'])
  stage.begin()
  await expect.poll(() => [mount.done.includes('recall 5'), light.isLit], patiently).toEqual([true, true])
  await mount.setFault('unplug')
  await expect.poll(() => stands.get('camera-mount'), patiently).toBe('camera-mount.not-connected')
  expect(stands.get('light')).toBe('works')
  mount.done.length = 0
  await mount.setFault('none')
  await expect.poll(() => mount.done.includes('recall 5'), patiently).toBe(true)
  await stage.stop()
  await expect.poll(() => light.isLit, patiently).toBe(false)
  expect(mount.done.at(-1)).toBe('stop')
})
