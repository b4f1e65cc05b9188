import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { serveHandles } from './handles-server.ts'
import { startSerialReader } from './serial-reader.ts'

const options = { dir: { type: 'string' }, port: { type: 'string' } } as const
const { dir, port } = parseArgs({ options }).values
const simulator = await startSerialReader({ dir: dir ?? join(tmpdir(), `hall-reader-${process.pid}`) })
const handles = await serveHandles(simulator, Number(port ?? 0))
process.stdout.write(
  `${JSON.stringify({ ready: true, path: simulator.path, devices: handles.url, pid: process.pid })}\n`,
)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    handles.close()
    void simulator.stop().then(() => process.exit(0))
  })
}
