import { describe, expect, test } from 'vitest'
import { bench as anyBench, driverRows, signal, type Bench } from '../support/bench.ts'

const code = (expected: string): unknown => expect.objectContaining({ code: expected })

describe.each(driverRows)('over $name', ({ name, config }) => {
  const bench = (answers?: Parameters<typeof anyBench>[0]): Bench => anyBench(answers, config)

  describe('reading', () => {
    test('find, select, appended address, text: in this order', async () => {
      const { wired, clock, asked, open } = bench()
      const reader = await open()
      wired.place('new-address')
      const read = await clock.drive(reader.readDocument({ signal }))
      expect(asked.slice(-4)).toEqual(['2001', '2002', '3003', '3010'])
      expect(read.document.registeredAddress).toContain('搬家路')
      expect(read).toMatchObject({ samId: reader.samId, fingerprintBytes: 0 })
      expect(read.chipPhoto).toHaveLength(1024)
    })

    test('a card is waited for, however long', async () => {
      const { wired, clock, open } = bench()
      const reader = await open()
      const read = reader.readDocument({ signal })
      await clock.pass(600_000)
      wired.place('rare-name')
      expect((await clock.drive(read)).document.fullName).toBe('䶮𬴊示例')
    })

    test('a card that was read and not lifted is read again', async () => {
      const { wired, clock, open } = bench()
      const reader = await open()
      wired.place('rare-name')
      const first = await clock.drive(reader.readDocument({ signal }))
      const second = await clock.drive(reader.readDocument({ signal }))
      expect(second.document).toEqual(first.document)
      expect(second.transcriptDigest).not.toBe(first.transcriptDigest)
    })

    test.each(['fingerprints', 'rare-name'])('without fingerprint support %s is read by 30 01', async (card) => {
      const { wired, clock, asked, open } = bench()
      wired.module.hasFingerprintSupport = false
      const reader = await open()
      wired.place(card)
      expect((await clock.drive(reader.readDocument({ signal }))).fingerprintBytes).toBe(0)
      await clock.drive(reader.readDocument({ signal }))
      expect(asked.filter((command) => command === '3010')).toHaveLength(1)
    })

    test.each(['3003', '3010'])(
      'a module that is silent on %s still reads, and is not asked for ever',
      async (optional) => {
        const { wired, clock, asked, open } = bench((command) => (command === optional ? 'silence' : undefined))
        const reader = await open()
        wired.place('rare-name')
        for (let i = 0; i < 4; i++) {
          expect((await clock.drive(reader.readDocument({ signal }))).document.fullName).toBe('䶮𬴊示例')
        }
        expect(asked.filter((command) => command === optional)).toHaveLength(2)
      },
    )

    test('one hiccup at the appended address does not bring the old address', async () => {
      const { wired, clock, open } = bench((command, nth) => (command === '3003' && nth === 1 ? 0x41 : undefined))
      const reader = await open()
      wired.place('new-address')
      expect((await clock.drive(reader.readDocument({ signal }))).document.registeredAddress).toContain('搬家路')
    })

    test('fingerprints that fail verification are left out', async () => {
      const { wired, clock, open } = bench((command) => (command === '3010' ? 0x37 : undefined))
      const reader = await open()
      wired.place('fingerprints')
      expect((await clock.drive(reader.readDocument({ signal }))).fingerprintBytes).toBe(0)
    })

    test.each([0x24, 0x3f, 0x41, 0x47])('SW3 %i is tried again from find, and that heals', async (sw3) => {
      const { wired, clock, open } = bench((command, nth) => (command === '3010' && nth === 1 ? sw3 : undefined))
      const reader = await open()
      wired.place('rare-name')
      await expect(clock.drive(reader.readDocument({ signal }))).resolves.toBeDefined()
    })

    test('random numbers refused twice bring a reset', async () => {
      const { wired, clock, asked, open } = bench((command, nth) => (command === '2002' && nth <= 2 ? 0x47 : undefined))
      const reader = await open()
      wired.place('rare-name')
      await clock.drive(reader.readDocument({ signal }))
      expect(asked).toContain('10FF')
    })

    test.each([
      [0x31, 'card.chip-not-genuine'],
      [0x32, 'card.chip-not-genuine'],
      [0x33, 'card.chip-not-genuine'],
      [0x40, 'card.not-identity-card'],
      [0x60, 'reader.out-of-service'],
      [0x66, 'reader.out-of-service'],
    ])('SW3 %i at any step is %s at once', async (sw3, expected) => {
      for (const step of ['2001', '2002', '3010']) {
        const { wired, clock, asked, open } = bench((command) => (command === step ? sw3 : undefined))
        const reader = await open()
        wired.place('rare-name')
        await expect(clock.drive(reader.readDocument({ signal }))).rejects.toEqual(code(expected))
        expect(asked.filter((command) => command === step)).toHaveLength(1)
      }
    })

    test('a damaged chip is unreadable, a bank card no identity card', async () => {
      const { wired, clock, open } = bench()
      const reader = await open()
      wired.place('damaged-chip')
      await expect(clock.drive(reader.readDocument({ signal }))).rejects.toEqual(code('card.unreadable'))
      wired.place('bank-card')
      await expect(clock.drive(reader.readDocument({ signal }))).rejects.toEqual(code('card.not-identity-card'))
    })

    test('a card lifted while it is read was removed', async () => {
      const { wired, clock, open } = bench()
      wired.cardMs = 100
      const reader = await open()
      wired.place('rare-name')
      const read = reader.readDocument({ signal, onFound: () => wired.place(undefined) })
      await expect(clock.drive(read)).rejects.toEqual(code('card.removed'))
    })

    test('a card moved while it is read is read after all', async () => {
      const { wired, clock, open } = bench()
      wired.cardMs = 100
      const reader = await open()
      wired.place('rare-name')
      let moves = 0
      const read = reader.readDocument({ signal, onFound: () => moves++ < 2 && wired.place('rare-name') })
      await expect(clock.drive(read)).resolves.toMatchObject({ document: { fullName: '䶮𬴊示例' } })
    })

    test('a line that is disturbed for a moment is forgiven', async () => {
      const { wired, clock, open } = bench((command, nth) => (command === '2001' && nth <= 2 ? 'silence' : undefined))
      const reader = await open()
      wired.place('rare-name')
      await expect(clock.drive(reader.readDocument({ signal }))).resolves.toBeDefined()
    })

    test('an idle line that is disturbed for a moment finds no card and no fault', async () => {
      const { wired, clock, open } = bench((command, nth) =>
        command === '2001' && nth % 3 === 0 ? 'silence' : undefined,
      )
      const reader = await open()
      const read = reader.readDocument({ signal })
      await clock.pass(60_000)
      wired.place('rare-name')
      await expect(clock.drive(read)).resolves.toBeDefined()
    })

    test.each(['garbage', 'checksum'] as const)('%s on the line is a protocol error', async (fault) => {
      const { wired, clock, open } = bench()
      const reader = await open()
      wired.place('rare-name')
      wired.fault = fault
      await expect(clock.drive(reader.readDocument({ signal }))).rejects.toEqual(code('reader.protocol-error'))
    })

    test('a card pulled while it is read is a removed card', async () => {
      const { wired, clock, open } = bench()
      const reader = await open()
      wired.place('rare-name')
      wired.fault = 'pull'
      await expect(clock.drive(reader.readDocument({ signal }))).rejects.toEqual(code('card.removed'))
    })

    // One byte in each report can only be told from what fills the report up where the bytes are counted.
    test.each(name === 'sam-hid, plain' ? [] : (['slow'] as const))('a %s line reads', async (fault) => {
      const { wired, clock, open } = bench()
      const reader = await open()
      wired.place('fingerprints')
      wired.fault = fault
      expect((await clock.drive(reader.readDocument({ signal }))).fingerprintBytes).toBe(1024)
    })

    test('an abort ends the wait with its reason', async () => {
      const { clock, open } = bench()
      const reader = await open()
      const abort = new AbortController()
      const read = reader.readDocument({ signal: abort.signal })
      await clock.pass(1_000)
      abort.abort(new Error('enough'))
      await expect(clock.drive(read)).rejects.toThrow('enough')
    })
  })

  describe('presence', () => {
    test('a read card is selected until it is lifted', async () => {
      const { wired, clock, open } = bench()
      const reader = await open()
      expect(await clock.drive(reader.presence({ signal }))).toBe('none')
      wired.place('rare-name')
      expect(await clock.drive(reader.presence({ signal }))).toBe('found')
      await clock.drive(reader.readDocument({ signal }))
      expect(await clock.drive(reader.presence({ signal }))).toBe('selected')
      wired.place(undefined)
      expect(await clock.drive(reader.presence({ signal }))).toBe('none')
    })

    test('a module without 30 05 is asked for the appended address', async () => {
      const { wired, clock, asked, open } = bench((command) => (command === '3005' ? 0x21 : undefined))
      const reader = await open()
      wired.place('rare-name')
      await clock.drive(reader.readDocument({ signal }))
      expect(await clock.drive(reader.presence({ signal }))).toBe('selected')
      await clock.drive(reader.presence({ signal }))
      expect(asked.filter((command) => command === '3005')).toHaveLength(1)
    })
  })
})
