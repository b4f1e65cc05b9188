import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { steps } from '../../../../native/conformance/steps.ts'
import { reportLayouts, type ReportFraming } from '../../../../native/framing/report-layout.ts'
import { samBaudRates } from '../../../../native/protocol/sam-commands.ts'
import { startSerialReader, type SerialReader } from '../../../../native/simulator/serial-reader.ts'
import { conformance, handlesOf, type Tried } from '../../../unit/native/support/conformance.ts'
import { bulkBed, bulkReaderOn } from '../../../unit/native/support/bulk-bed.ts'
import { hidBed, hidReaderOn, hidTest } from '../../../unit/native/support/hid-bed.ts'
import { ptyTest, scratch } from '../../../unit/native/support/socat.ts'

async function serialReader(baudRate?: number): Promise<SerialReader> {
  const simulator = await startSerialReader({ dir: await scratch(), cardMs: 0, ...(baudRate ? { baudRate } : {}) })
  onTestFinished(() => simulator.stop())
  return simulator
}

const results = ({ said }: Tried): unknown => said.outcomes.map(({ id, result, note }) => [id, result, note])
const resultOf = ({ said }: Tried, id: string): string | undefined =>
  said.outcomes.find((outcome) => outcome.id === id)?.result
const allPassed = steps.map(({ id }) => [id, 'passed', expect.any(String)])

describe('a reader on a serial line', () => {
  ptyTest.each(samBaudRates)('conforms at %i bit/s, which is found by asking', async (baudRate) => {
    const reader = await serialReader(baudRate)
    const tried = await conformance(['--reader', reader.path, '--devices', await handlesOf(reader)])
    expect(results(tried)).toEqual(allPassed)
    expect(tried).toMatchObject({ exitCode: 0, said: { verdict: 'passed' } })
    expect(tried.said.outcomes[0]?.note).toContain(String(baudRate))
  })

  ptyTest('that answers at another speed than it was told does not conform', async () => {
    const reader = await serialReader(9_600)
    const args = ['--reader', reader.path, '--baud', '115200', '--wait', '1', '--devices', await handlesOf(reader)]
    const tried = await conformance(args)
    expect(tried).toMatchObject({ exitCode: 1, said: { verdict: 'failed' } })
    expect(resultOf(tried, 'open')).toBe('failed')
    expect(resultOf(tried, 'read')).toBe('not-done')
  })

  ptyTest('that takes a bank card for an identity card does not conform', async () => {
    const reader = await serialReader()
    const place = reader.setCard.bind(reader)
    reader.setCard = (id) => place(id === 'bank-card' ? 'wang-lei' : id)
    const tried = await conformance(['--reader', reader.path, '--devices', await handlesOf(reader)])
    expect(tried.exitCode).toBe(1)
    expect(resultOf(tried, 'wrong-card')).toBe('failed')
    expect(resultOf(tried, 'recover')).toBe('passed')
  })

  ptyTest('whose lifting goes unseen does not conform', async () => {
    const reader = await serialReader()
    const place = reader.setCard.bind(reader)
    reader.setCard = async (id) => id === null || place(id)
    const args = ['--reader', reader.path, '--wait', '1', '--devices', await handlesOf(reader)]
    const tried = await conformance(args)
    expect({ lift: resultOf(tried, 'lift'), verdict: tried.said.verdict }).toEqual({
      lift: 'not-done',
      verdict: 'not-done',
    })
  })
})

describe('a HID reader', () => {
  hidTest.each(Object.keys(reportLayouts) as ReportFraming[])('with reports cut as %s conforms', async (framing) => {
    const bed = await hidBed()
    const reader = await hidReaderOn(bed, framing)
    const args = ['--reader', '0483:572B', '--framing', framing, '--devices', await handlesOf(reader)]
    const tried = await conformance(args, bed.env)
    expect(results(tried)).toEqual(allPassed)
    expect(tried).toMatchObject({ exitCode: 0, said: { verdict: 'passed', model: '德科 DK' } })
  })

  hidTest('that auto finds conforms, and its conversation replays to the same outcomes', async () => {
    const bed = await hidBed()
    const reader = await hidReaderOn(bed)
    const record = join(await scratch(), 'conversation.json')
    const args = ['--reader', 'auto', '--record', record, '--devices', await handlesOf(reader)]
    const tried = await conformance(args, bed.env)
    expect(results(tried)).toEqual(allPassed)
    expect(results(await conformance(['--replay', record]))).toEqual(results(tried))
  })
})

describe('a bulk reader', () => {
  hidTest.each([1, 2] as const)('with %i pairs of pipes conforms, and replays to the same outcomes', async (pipes) => {
    const bed = await bulkBed()
    const reader = await bulkReaderOn(bed, pipes)
    const record = join(await scratch(), 'conversation.json')
    const args = ['--reader', '0400:C35A', '--record', record, '--devices', await handlesOf(reader)]
    const tried = await conformance(args, bed.env)
    expect(results(tried)).toEqual(allPassed)
    expect(tried.said['connection']).toBe('USB 批量传输')
    expect(results(await conformance(['--replay', record]))).toEqual(results(tried))
  })
})

describe('a conversation on record', () => {
  ptyTest('replays to the same outcomes and holds no number that tells the reader from others', async () => {
    const reader = await serialReader()
    const dir = await scratch()
    const [record, report] = [join(dir, 'conversation.json'), join(dir, 'report.md')]
    const files = ['--record', record, '--report', report]
    const tried = await conformance(['--reader', reader.path, ...files, '--devices', await handlesOf(reader)])
    const replayed = await conformance(['--replay', record])
    expect(results(replayed)).toEqual(results(tried))
    expect(replayed.said['samId']).toBe('05.01-00000000-******0000-******0000')
    expect(tried.said['samId']).toBe('05.01-20200131-******2345-******0001')
    expect(await readFile(report, 'utf8')).toMatch(/^# 读卡器一致性测试报告[^]*结论 Verdict：通过[^]*签名 Signature/)
  })

  ptyTest('keeps the number of the module for whoever asks for it', async () => {
    const reader = await serialReader()
    const record = join(await scratch(), 'conversation.json')
    const keep = ['--keep-sam-id', '--record', record]
    await conformance(['--reader', reader.path, ...keep, '--devices', await handlesOf(reader)])
    const replayed = await conformance(['--replay', record, '--keep-sam-id'])
    expect(replayed.said['samId']).toBe('05.01-20200131-0000012345-4000000001')
  })

  test.each([[['--replay', 'package.json']], [['--replay', 'no-such-file']], [[]], [['--reader', 'x', '--wait', '0']]])(
    '%j is no trial',
    async (args) => {
      expect((await conformance(args)).exitCode).toBe(2)
    },
  )
})
