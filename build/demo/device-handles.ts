import { cameraScenes } from '../../native/simulator/camera/index.ts'
import { printerFaults, type PrinterFault } from '../../native/simulator/printer/printer-simulator.ts'
import type { DemoPrinter } from './demo-printer.ts'
import type { DemoScanners } from './demo-scanners.ts'
import { refusal, type Answer, type Handles } from './devices-page.ts'
import type { NetworkSwitch } from './network-switch.ts'
import type { ScreenCamera } from './screen-picture.ts'
import { sceneOf, sceneTitles, type SimulatedCamera } from './simulated-camera.ts'

/** What the devices page plays with. */
export interface Devices {
  /** Address of the reader simulator's own handles. */
  readonly reader: string
  readonly printer: DemoPrinter
  readonly scanners: DemoScanners
  readonly camera: SimulatedCamera
  readonly network: NetworkSwitch
  readonly screen: ScreenCamera
  readonly kiosk: () => { readonly pid: number | null; readonly starts: number }
}

interface Reader {
  card: string | null
  fault: string
}

const agree = (body: unknown): Answer => ({ status: 200, body })
const readerTimeoutMs = 10_000

/** The handles of the devices page, for people and for scripts. */
export function deviceHandles(devices: Devices): Handles {
  const reader: Reader = { card: null, fault: 'none' }
  return {
    'GET /state': () => agree(stateOf(devices, reader)),
    'GET /cards': () => askReader(devices, { path: '/cards' }),
    'POST /reader': async (body) => {
      const answer = await askReader(devices, { path: '/reader', body })
      if (isAgreed(answer)) reader.card = stringIn(body, 'card') ?? null
      return answer
    },
    'POST /reader/fault': async (body) => {
      const answer = await askReader(devices, { path: '/reader/fault', body })
      if (isAgreed(answer)) reader.fault = stringIn(body, 'kind') ?? 'none'
      return answer
    },
    'GET /printer/slips': () => agree(devices.printer.slips()),
    'POST /printer/fault': (body) => breakPrinter(devices, body),
    'GET /travel-documents': () => agree(devices.scanners.papers()),
    'POST /zone-reader': (body) => readPaper(devices, body),
    'POST /code-scanner': (body) => scanCode(devices, body),
    'POST /scanners/fault': (body) => breakScanners(devices, body),
    'POST /camera': (body) => showPerson(devices, body),
    'POST /network': (body) => switchNetwork(devices, body),
    'GET /screen.png': async () => ({ type: 'image/png', bytes: await devices.screen.picture() }),
  }
}

function stateOf({ printer, scanners, camera, network, kiosk }: Devices, reader: Reader): unknown {
  return {
    ...reader,
    printer: { fault: printer.fault(), slips: printer.slips() },
    scanners: { plugged: scanners.arePlugged() },
    person: camera.scene(),
    people: cameraScenes.map((id) => ({ id, title: sceneTitles[id] })),
    network: { up: network.isUp() },
    kiosk: kiosk(),
  }
}

async function breakPrinter({ printer }: Devices, body: unknown): Promise<Answer> {
  const kind = memberOf(body, 'kind')
  const isFault = (each: unknown): each is PrinterFault => printerFaults.some((fault) => fault === each)
  if (!isFault(kind)) return refusal(400, `kind: one of ${printerFaults.join(', ')}`)
  await printer.setFault(kind)
  return agree({ kind })
}

async function readPaper({ scanners }: Devices, body: unknown): Promise<Answer> {
  const document = stringIn(body, 'document')
  const isRead = document !== undefined && (await scanners.read(document))
  return isRead
    ? agree({ document })
    : refusal(400, 'document: an id from GET /travel-documents, with the reader plugged in')
}

async function scanCode({ scanners }: Devices, body: unknown): Promise<Answer> {
  const text = stringIn(body, 'text')
  const isScanned = text !== undefined && text !== '' && (await scanners.scan(text))
  return isScanned ? agree({ text }) : refusal(400, 'text: what the code holds, with the scanner plugged in')
}

async function breakScanners({ scanners }: Devices, body: unknown): Promise<Answer> {
  const kind = stringIn(body, 'kind')
  if (kind !== 'unplug' && kind !== 'none') return refusal(400, 'kind: unplug, none')
  await scanners.setPlugged(kind === 'none')
  return agree({ kind })
}

async function showPerson({ camera }: Devices, body: unknown): Promise<Answer> {
  const scene = sceneOf(memberOf(body, 'person'))
  if (scene === undefined) return refusal(400, `person: null or one of ${cameraScenes.join(', ')}`)
  await camera.show(scene)
  return agree({ person: memberOf(body, 'person') })
}

function switchNetwork({ network }: Devices, body: unknown): Answer {
  const isUp = memberOf(body, 'up')
  if (typeof isUp !== 'boolean') return refusal(400, 'up: true or false')
  network.set(isUp)
  return agree({ up: isUp })
}

/** The reader simulator is a program of its own; its answers pass through unchanged. */
async function askReader({ reader }: Devices, { path, body }: { path: string; body?: unknown }): Promise<Answer> {
  const post = { method: 'POST', body: JSON.stringify(body ?? null) }
  const signal = AbortSignal.timeout(readerTimeoutMs)
  const response = await fetch(`${reader}${path}`, path === '/cards' ? { signal } : { ...post, signal })
  return { status: response.status, body: await response.json() }
}

function isAgreed(answer: Answer): boolean {
  return 'status' in answer && answer.status === 200
}

function memberOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
}

function stringIn(body: unknown, name: string): string | undefined {
  const value = memberOf(body, name)
  return typeof value === 'string' ? value : undefined
}
