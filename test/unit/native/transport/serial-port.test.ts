import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { BytePort } from '../../../../native/transport/byte-port.ts'
import { systemClock } from '../../../../native/transport/clock.ts'
import { listSerialPorts, openSerialPort } from '../../../../native/transport/serial-port.ts'
import { openPseudoTerminal } from '../../../../native/simulator/pseudo-terminal.ts'
import { ptyTest, scratch } from '../support/socat.ts'

const code = (expected: string): unknown => expect.objectContaining({ code: expected })
const root = join(import.meta.dirname, '../../../..')

interface Line {
  readonly host: string
  readonly module: string
  open(path: string): Promise<BytePort>
  unplug(): Promise<void>
}

async function line(): Promise<Line> {
  const dir = await scratch()
  const links = { host: join(dir, 'host'), module: join(dir, 'module') }
  const cable = await openPseudoTerminal(links, systemClock)
  onTestFinished(() => cable.close().catch(() => {}))
  const open = async (path: string): Promise<BytePort> => {
    const port = await openSerialPort({ path, baudRate: 115_200 }, systemClock)
    onTestFinished(() => port.close())
    return port
  }
  return { ...links, open, unplug: () => cable.close() }
}

const closed = (port: BytePort): Promise<unknown> => new Promise((resolve) => port.onClose(resolve))

function received(port: BytePort, bytes: number): Promise<Uint8Array> {
  const all: number[] = []
  return new Promise((resolve) => {
    port.onData((chunk) => {
      all.push(...chunk)
      if (all.length >= bytes) resolve(Uint8Array.from(all))
    })
  })
}

describe('serial port over a pseudo-terminal', () => {
  ptyTest('bytes arrive as they were sent, in both directions', async () => {
    const { host, module, open } = await line()
    const [kiosk, reader] = [await open(host), await open(module)]
    const bytes = Uint8Array.from({ length: 2_321 }, (_, i) => i & 0xff)
    for (const [from, to] of [
      [kiosk, reader],
      [reader, kiosk],
    ] as const) {
      const arrival = received(to, bytes.length)
      await from.write(bytes)
      expect(await arrival).toEqual(bytes)
    }
  })

  ptyTest('an unplug right after traffic is noticed, although the binding often says nothing', async () => {
    for (let trial = 0; trial < 4; trial++) {
      const { host, module, open, unplug } = await line()
      const [kiosk, reader] = [await open(host), await open(module)]
      const end = closed(kiosk)
      const arrival = received(kiosk, 3)
      await reader.write(Uint8Array.of(1, 2, 3))
      await arrival
      await unplug()
      expect(await end).toEqual(code('reader.not-connected'))
      expect(kiosk.signal.aborted).toBe(true)
    }
  })

  ptyTest('an unplug is noticed by a port that nobody listens to', async () => {
    const { host, open, unplug } = await line()
    const kiosk = await open(host)
    const end = closed(kiosk)
    await unplug()
    expect(await end).toEqual(code('reader.not-connected'))
  })

  ptyTest('a write after the unplug fails as not connected', async () => {
    const { host, open, unplug } = await line()
    const kiosk = await open(host)
    await unplug()
    const write = async (): Promise<void> => {
      for (;;) await kiosk.write(Uint8Array.of(0xaa)) // the first ones may still go into a buffer
    }
    await expect(write()).rejects.toEqual(code('reader.not-connected'))
  })

  ptyTest('a port that another program holds is busy', async () => {
    const { host, open } = await line()
    await open(host)
    await expect(openSerialPort({ path: host, baudRate: 115_200 }, systemClock)).rejects.toEqual(
      code('reader.port-busy'),
    )
  })

  ptyTest('a closed port can be opened again at once, also at another speed', async () => {
    const { host, module, open } = await line()
    const reader = await open(module)
    for (const baudRate of [9_600, 115_200]) {
      const kiosk = await openSerialPort({ path: host, baudRate }, systemClock)
      const arrival = received(reader, 1)
      await kiosk.write(Uint8Array.of(7))
      await arrival
      await kiosk.close()
    }
  })

  ptyTest('closing tells the listeners once, closing twice does not', async () => {
    const { host, open } = await line()
    const kiosk = await open(host)
    let times = 0
    kiosk.onClose(() => times++)
    await kiosk.close()
    await kiosk.close()
    expect(times).toBe(1)
  })

  ptyTest('a process whose device was unplugged after traffic comes to rest and ends', async () => {
    const { host, module, open, unplug } = await line()
    const reader = await open(module)
    const program = `
      const { openSerialPort } = await import('./native/transport/serial-port.ts')
      const { systemClock } = await import('./native/transport/clock.ts')
      const port = await openSerialPort({ path: ${JSON.stringify(host)}, baudRate: 115200 }, systemClock)
      port.onData(() => process.stdout.write('traffic'))
      port.onClose(() => process.stdout.write('closed'))
      process.stdout.write('open')`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: root })
    onTestFinished(() => void child.kill('SIGKILL'))
    const exit = once(child, 'exit')
    let said = ''
    const says = (text: string): Promise<void> =>
      new Promise((resolve) => {
        child.stdout.on('data', () => said.includes(text) && resolve())
      })
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await says('open')
    const traffic = says('traffic')
    await reader.write(Uint8Array.of(1, 2, 3))
    await traffic
    await unplug()
    expect(await exit).toEqual([0, null])
    expect(said).toContain('closed')
  })
})

test('a path that leads nowhere is not connected', async () => {
  const opening = openSerialPort({ path: join(root, 'no-such-line'), baudRate: 115_200 }, systemClock)
  await expect(opening).rejects.toEqual(code('reader.not-connected'))
})

test('a file that is no line is not connected', async () => {
  const opening = openSerialPort({ path: join(root, 'package.json'), baudRate: 115_200 }, systemClock)
  await expect(opening).rejects.toEqual(code('reader.not-connected'))
})

test('the machine’s lines can be listed', async () => {
  for (const { path } of await listSerialPorts()) expect(path).not.toBe('')
})
