import { describe, expect, test } from 'vitest'
import { samCommands, type SamCommandName } from '../../../../native/protocol/sam-commands.ts'
import { formatSamId } from '../../../../native/protocol/sam-id.ts'
import { encodeRequest, parseReply } from '../../../../native/protocol/sam-reply.ts'
import { samStatus, samStatuses } from '../../../../native/protocol/sam-statuses.ts'
import { encodeSamFrame } from '../../../../native/framing/sam-frame.ts'
import { fixture, hex, toHex } from '../support/bytes.ts'

interface Frames {
  readonly requests: readonly { name: string; cmd: number; para: number; dataHex: string; hex: string }[]
  readonly responses: readonly {
    name: string
    hex: string
    expected: { kind: 'ok' | 'error' | 'empty'; sw: string; iinHex?: string; snHex?: string; samId?: string }
  }[]
}

const { requests, responses } = fixture<Frames>('sam-frames')
const names = Object.keys(samCommands) as SamCommandName[]
const commandOf = (cmd: number, para: number): SamCommandName | undefined =>
  names.find((name) => samCommands[name].code[0] === cmd && samCommands[name].code[1] === para)

describe('requests', () => {
  test.each(requests)('$name is on the wire as recorded', ({ cmd, para, dataHex, hex: recorded }) => {
    const name = commandOf(cmd, para)
    expect(name).toBeDefined()
    expect(toHex(encodeRequest(name!, hex(dataHex)))).toBe(recorded)
  })

  test('every command of the table has a recording', () => {
    expect(requests.map(({ cmd, para }) => commandOf(cmd, para)).toSorted()).toEqual(names.toSorted())
  })
})

describe('answers', () => {
  test.each(responses.filter(({ expected }) => expected.kind === 'error'))('$name names a failure', (recorded) => {
    const reply = parseReply('readText', hex(recorded.hex))
    expect(reply.isOk).toBe(false)
    expect(reply.sw3).toBe(Number.parseInt(recorded.expected.sw.slice(4), 16))
    expect(samStatuses.has(reply.sw3)).toBe(true)
    if (reply.sw3 !== 0x80) expect(samStatus(reply.sw3).failure).toMatch(/^(reader|card)\./)
  })

  test('a found card gives its manufacturer', () => {
    const recorded = responses.find(({ name }) => name === 'findCardOk')!
    const reply = parseReply('findCard', hex(recorded.hex))
    expect(reply.isOk && toHex(reply.parts.manufacturer)).toBe(recorded.expected.iinHex)
  })

  test('a selected card gives its serial', () => {
    const recorded = responses.find(({ name }) => name === 'selectCardOk')!
    const reply = parseReply('selectCard', hex(recorded.hex))
    expect(reply.isOk && toHex(reply.parts.serial)).toBe(recorded.expected.snHex)
  })

  test('a non-zero manufacturer and serial are as good as zeros', () => {
    expect(parseReply('findCard', encodeSamFrame(hex('00009F01020304'))).isOk).toBe(true)
    expect(parseReply('selectCard', encodeSamFrame(hex('0000900102030405060708'))).isOk).toBe(true)
  })

  test('SW1 and SW2 decide nothing', () => {
    expect(parseReply('samStatus', encodeSamFrame(hex('631090'))).isOk).toBe(true)
  })

  test.each(responses.filter(({ expected }) => expected.samId !== undefined))('$name is formatted', (recorded) => {
    const reply = parseReply('readSamId', hex(recorded.hex))
    expect(reply.isOk && formatSamId(reply.parts.samId)).toBe(recorded.expected.samId)
  })

  test('a serial above 2^31 stays unsigned and ten digits wide', () => {
    const samId = formatSamId(hex('05000100C33A3401FFFFFFFF00000080'))
    expect(samId).toBe('05.01-20200131-4294967295-2147483648')
    expect(samId).toHaveLength(36)
  })

  test('an answer that has another command’s layout is no answer', () => {
    const selected = hex(responses.find(({ name }) => name === 'selectCardOk')!.hex)
    expect(() => parseReply('readText', selected)).toThrow(expect.objectContaining({ code: 'reader.protocol-error' }))
    expect(() => parseReply('samStatus', selected)).toThrow(expect.objectContaining({ code: 'reader.protocol-error' }))
  })

  test('announced lengths that the data does not have are refused', () => {
    const short = encodeSamFrame(hex('00009001000400AABBCC'))
    expect(() => parseReply('readText', short)).toThrow(expect.objectContaining({ code: 'reader.protocol-error' }))
    expect(() => parseReply('readText', encodeSamFrame(hex('00009001')))).toThrow(
      expect.objectContaining({ code: 'reader.protocol-error' }),
    )
  })

  test('a status outside the protocol counts as a disturbed line', () => {
    expect(samStatus(0x77)).toMatchObject({ failure: 'reader.protocol-error', advice: 'retry-from-find' })
  })
})
