import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { serveHandles } from './handles-server.ts'
import { startHidReader } from './hid/hid-reader.ts'
import type { ReaderSimulator } from './reader-simulator.ts'
import { startSerialReader } from './serial-reader.ts'

const options = { dir: { type: 'string' }, port: { type: 'string' }, hid: { type: 'boolean' } } as const
const { dir, port, hid } = parseArgs({ options }).values

/** A reader on a pseudo-terminal or, with `--hid`, one that programs with the `env` of the ready line see. */
async function start(): Promise<{ simulator: ReaderSimulator; where: { path: string } | { env: unknown } }> {
  if (hid) {
    const simulator = await startHidReader()
    return { simulator, where: { env: simulator.env } }
  }
  const simulator = await startSerialReader({ dir: dir ?? join(tmpdir(), `hall-reader-${process.pid}`) })
  return { simulator, where: { path: simulator.path } }
}

const { simulator, where } = await start()
const handles = await serveHandles(simulator, Number(port ?? 0))
process.stdout.write(`${JSON.stringify({ ready: true, ...where, devices: handles.url, pid: process.pid })}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    handles.close()
    void simulator.stop().then(() => process.exit(0))
  })
}
