import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DeviceError } from '../../../native/device-error.ts'
import { ReaderService } from '../../../native/drivers/reader-service.ts'
import { openReader } from '../../../native/drivers/registry.ts'
import { VirtualClock } from '../../unit/native/support/virtual-clock.ts'
import { WiredReader } from '../../unit/native/support/wired-reader.ts'

const LINE = { driver: 'sam-serial', path: 'line', baudRate: 115_200 } as const
/** Self-test, number, find, select, no appended address, text with photo: what a module sends from plug to read. */
const BYTES_OF_A_READ = 11 + 27 + 15 + 19 + 11 + 1297

/** Unplugs after so many bytes, plugs in again, and says how many reads arrived and in which state it ended. */
async function readAcrossUnplug(bytes: number): Promise<{ names: string[]; state: string; failures: string[] }> {
  const clock = new VirtualClock()
  const wired = new WiredReader(clock)
  const service = new ReaderService(wired.context)
  const names: string[] = []
  const failures: string[] = []
  wired.place('rare-name')
  wired.cut.bytesLeft = bytes
  service.requestRead()
  service.start(LINE, {
    state: () => {},
    cardRead: ({ document }) => names.push(document.fullName),
    failure: ({ code }) => failures.push(code),
  })
  await clock.pass(5_000)
  wired.plugIn()
  await clock.pass(10_000)
  const state = service.state.kind
  await clock.drive(service.stop())
  return { names, state, failures }
}

test(
  'unplugged at any byte of a read, it recovers after the re-plug and reads once',
  { timeout: 120_000 },
  async () => {
    for (let bytes = 0; bytes < BYTES_OF_A_READ; bytes++) {
      const { names, state, failures } = await readAcrossUnplug(bytes)
      expect({ bytes, names, state, failures }).toEqual({
        bytes,
        names: ['䶮𬴊示例'],
        state: 'read',
        failures: ['reader.not-connected'],
      })
    }
  },
)

test('a cut behind the last byte costs nothing', async () => {
  const { names, state } = await readAcrossUnplug(BYTES_OF_A_READ)
  expect({ names, state }).toEqual({ names: ['䶮𬴊示例'], state: 'ready' })
})

const disturbance = fc.record({
  afterMs: fc.integer({ min: 0, max: 2_000 }),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.constantFrom(
      Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x09, 0x00),
      Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0, 4, 0, 0, 0x80, 0x84),
      Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0, 4, 0, 0, 0x90, 0x94),
    ),
  ),
})

test('garbage at any moment ends in the right card or a typed failure, and never hangs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(disturbance, { maxLength: 8 }),
      fc.integer({ min: 0, max: 200 }),
      async (garbage, cardMs) => {
        const clock = new VirtualClock()
        const wired = new WiredReader(clock)
        const { signal } = new AbortController()
        wired.cardMs = cardMs
        wired.place('rare-name')
        const disturb = async (): Promise<void> => {
          for (const { afterMs, bytes } of garbage) {
            await clock.wait(afterMs, signal)
            wired.disturb(bytes)
          }
        }
        void disturb()
        const read = openReader(LINE, { context: wired.context, signal }).then((reader) =>
          reader.readDocument({ signal }),
        )
        const outcome = await clock.drive(read.catch((error: unknown) => error))
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(DeviceError)
        else expect(outcome).toMatchObject({ document: { fullName: '䶮𬴊示例' } })
      },
    ),
    { numRuns: 300 },
  )
})

type Deed = { readonly kind: 'place' | 'lift' | 'unplug' | 'plug-in' | 'request' | 'cancel'; readonly afterMs: number }

const deeds = fc.array(
  fc.record({
    kind: fc.constantFrom<Deed['kind']>('place', 'lift', 'unplug', 'plug-in', 'request', 'cancel'),
    afterMs: fc.integer({ min: 0, max: 3_000 }),
  }),
  { maxLength: 25 },
)

function perform({ kind }: Deed, wired: WiredReader, service: ReaderService): void {
  const acts: Readonly<Record<Deed['kind'], () => void>> = {
    place: () => wired.place('rare-name'),
    lift: () => wired.place(undefined),
    unplug: () => wired.unplug(),
    'plug-in': () => wired.plugIn(),
    request: () => service.requestRead(),
    cancel: () => service.cancelRead(),
  }
  acts[kind]()
}

test('whatever people do, in the end a requested read happens exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, fc.integer({ min: 0, max: 300 }), async (story, cardMs) => {
      const clock = new VirtualClock()
      const wired = new WiredReader(clock)
      const service = new ReaderService(wired.context)
      let reads = 0
      let allowed = 0
      wired.cardMs = cardMs
      service.start(LINE, { state: () => {}, failure: () => {}, cardRead: () => reads++ })
      for (const deed of story) {
        await clock.pass(deed.afterMs)
        if (deed.kind === 'request') allowed++
        perform(deed, wired, service)
      }
      expect(reads).toBeLessThanOrEqual(allowed)
      service.cancelRead()
      wired.plugIn()
      wired.place(undefined)
      await clock.pass(20_000)
      expect(service.state).toEqual({ kind: 'ready' })
      const before = reads
      service.requestRead()
      wired.place('rare-name')
      await clock.pass(20_000)
      expect(reads).toBe(before + 1)
      await clock.drive(service.stop())
    }),
    { numRuns: 150 },
  )
})
