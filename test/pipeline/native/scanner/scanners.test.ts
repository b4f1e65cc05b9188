import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, onTestFinished } from 'vitest'
import type { Scan } from '../../../../sync-server/contract/device.ts'
import { machineContext, ScannerService, type ScannerConfig } from '../../../../native/index.ts'
import { ScannerSimulator } from '../../../../native/simulator/scanner-simulator.ts'
import { SerialSocket } from '../../../../native/simulator/serial-socket.ts'
import { travelPapers, zoneBytes } from '../../../../native/simulator/travel-papers.ts'
import { fixture, hex } from '../../../unit/native/support/bytes.ts'
import { hidBed, hidTest } from '../../../unit/native/support/hid-bed.ts'
import { ptyTest, scratch } from '../../../unit/native/support/socat.ts'

const patiently = { timeout: 20_000, interval: 20 }
const { scan: gm65 } = fixture<{ scan: readonly { chunks: readonly string[]; scans: readonly string[] }[] }>('gm65')
const text = (content: string): Uint8Array => new TextEncoder().encode(content)

async function onLine(driver: 'mrz-serial' | 'scan-serial' | 'gm65-serial') {
  const socket = await SerialSocket.in(await scratch(), 'scanner')
  const scanner = await ScannerSimulator.start(socket)
  onTestFinished(() => scanner.stop())
  const service = new ScannerService(machineContext)
  onTestFinished(() => service.stop())
  const scans: Scan[] = []
  const ready: boolean[] = []
  service.start(
    { driver, path: socket.path },
    {
      ready: (isReady) => ready.push(isReady),
      scan: (scan) => scans.push(scan),
      failure: () => undefined,
    },
  )
  await expect.poll(() => ready.at(-1), patiently).toBe(true)
  return { scanner, scans, ready }
}

describe('scanners on a pseudo-terminal, through the real binding', () => {
  ptyTest('every zone that a reader sends arrives with its lines', async () => {
    const { scanner, scans } = await onLine('mrz-serial')
    for (const [i, paper] of travelPapers.entries()) {
      await scanner.send(zoneBytes(paper))
      await expect.poll(() => scans.length, patiently).toBe(i + 1)
    }
    expect(scans).toEqual(travelPapers.map(({ lines }) => ({ kind: 'zone', lines, by: 'serial' })))
  })

  ptyTest('a zone in single bytes is one zone, and an unplug in its middle leaves nothing of it', async () => {
    const { scanner, scans, ready } = await onLine('mrz-serial')
    const bytes = zoneBytes(travelPapers[0]!)
    await scanner.send(bytes.subarray(0, 40))
    await scanner.setPlugged(false)
    await expect.poll(() => ready.at(-1), patiently).toBe(false)
    await scanner.setPlugged(true)
    await expect.poll(() => ready.at(-1), patiently).toBe(true)
    for (const byte of bytes) await scanner.send(Uint8Array.of(byte))
    await expect.poll(() => scans.length, patiently).toBe(1)
    expect(scans[0]).toMatchObject({ lines: travelPapers[0]!.lines })
  })

  ptyTest('codes of a GM65 come without the replies that share their line', async () => {
    const { scanner, scans } = await onLine('gm65-serial')
    await scanner.send(hex('02000001003331'))
    await scanner.send(text('136695976\r'))
    await expect.poll(() => scans.length, patiently).toBe(1)
    expect(scans).toEqual([{ kind: 'code', text: '136695976', by: 'serial' }])
    expect(gm65.length).toBeGreaterThan(0)
  })
})

describe('a HID POS scanner, through the real binding', () => {
  hidTest('is found by its identity, and a code over several reports is one', async () => {
    const { vectors } = fixture<{
      vectors: readonly { layout: string; reports: readonly string[]; expected: { text: string } }[]
    }>('hid-pos')
    const aim = vectors.filter(({ layout }) => layout === 'aim')
    const bed = await hidBed()
    await bed.plug({ device: 'scanner', vendorId: '0c2e', productId: '0b61', product: '二维扫描器' }, () => undefined)
    const config: ScannerConfig = { driver: 'hid-pos', vendorId: '0c2e', productId: '0b61' }
    const script = join(import.meta.dirname, '../../../unit/native/support/scanner-host.ts')
    const host = spawn(process.execPath, [script, JSON.stringify(config)], {
      env: { ...process.env, ...bed.env },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    onTestFinished(() => void host.kill('SIGKILL'))
    const said: { isReady?: boolean; scan?: Scan }[] = []
    createInterface({ input: host.stdout }).on('line', (line) => said.push(JSON.parse(line) as (typeof said)[number]))
    await expect.poll(() => said.some(({ isReady }) => isReady), patiently).toBe(true)
    for (const report of aim.flatMap(({ reports }) => reports)) await bed.report('scanner', hex(report))
    const scans = (): Scan[] => said.flatMap(({ scan }) => scan ?? [])
    await expect.poll(() => scans().length, patiently).toBe(aim.length)
    expect(scans()).toEqual(aim.map(({ expected }) => ({ kind: 'code', text: expected.text.trim(), by: 'serial' })))
    const ended = once(host, 'close')
    host.stdin.write('stop\n')
    expect(await ended).toEqual([0, null])
  })
})
