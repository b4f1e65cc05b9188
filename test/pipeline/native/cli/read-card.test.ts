import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pluggedReader, ptyTest } from '../../../unit/native/support/socat.ts'

const root = join(import.meta.dirname, '../../../..')

interface Ended {
  readonly exitCode: number | null
  readonly lines: readonly string[]
  readonly said: Record<string, unknown>
}

function readCard(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['native/cli/read-card.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return new Promise((resolve) => {
    child.once('close', (exitCode) => {
      const lines = text.trimEnd().split('\n')
      resolve({ exitCode, lines, said: JSON.parse(lines[0] ?? '') as Record<string, unknown> })
    })
  })
}

const failedWith = (code: string): unknown => ({ error: { code, message: expect.stringMatching(/\p{Script=Han}/u) } })

describe('read-card', () => {
  ptyTest('prints one line with every key that the card has', async () => {
    const reader = await pluggedReader()
    await reader.setCard('rare-name')
    const { exitCode, lines, said } = await readCard('--port', reader.path, '--baud', '115200', '--json')
    expect(exitCode).toBe(0)
    expect(lines).toHaveLength(1)
    expect(said).toEqual({
      type: 'resident-id-card',
      fullName: '䶮𬴊示例',
      sex: 'male',
      ethnicGroup: '汉',
      birthDate: '1996-02-29',
      registeredAddress: '北京市示例区样本路1号院2号楼3单元405室',
      documentNumber: '119999199602290013',
      issuingAuthority: '北京市公安局示例分局',
      validFrom: '2020-01-01',
      validUntil: '2040-01-01',
      photoBytes: 1024,
    })
  })

  ptyTest('probes the speed when none is given, and reads a slow line', async () => {
    const reader = await pluggedReader()
    await reader.setFault('slow')
    await reader.setCard('fingerprints')
    const { exitCode, said } = await readCard('--port', reader.path, '--json')
    expect(exitCode).toBe(0)
    expect(said).toMatchObject({ fullName: '指纹示例', photoBytes: 1024, fingerprintBytes: 1024 })
  })

  ptyTest('a foreign card has its own keys', async () => {
    const reader = await pluggedReader()
    await reader.setCard('foreigner-2023')
    const { said } = await readCard('--port', reader.path, '--json')
    expect(said).toMatchObject({
      romanizedName: 'VANDERBILT-MONTGOMERY, OLIVIA ALEXANDRA ROSE',
      nationality: 'UTO',
      issueCount: '01',
    })
    expect(Object.keys(said)).not.toContain('registeredAddress')
    expect(Object.keys(said)).not.toContain('ethnicGroup')
  })

  ptyTest('waits for a card', async () => {
    const reader = await pluggedReader()
    const ended = readCard('--port', reader.path, '--json')
    await expect.poll(() => reader.module.findCount, { timeout: 10_000 }).toBeGreaterThan(0)
    await reader.setCard('long-term')
    expect(await ended).toMatchObject({ exitCode: 0, said: { validUntil: 'long-term' } })
  })

  ptyTest.each([
    ['a bank card', 'card.not-identity-card', 'bank-card'],
    ['a damaged chip', 'card.unreadable', 'damaged-chip'],
  ])('%s is %s', async (_what, code, card) => {
    const reader = await pluggedReader()
    await reader.setCard(card)
    const { exitCode, said } = await readCard('--port', reader.path, '--json')
    expect({ exitCode, said }).toEqual({ exitCode: 1, said: failedWith(code) })
  })

  ptyTest.each([
    ['garbage', 'reader.protocol-error', 'garbage'],
    ['bad check bytes', 'reader.protocol-error', 'checksum'],
    ['no reader', 'reader.not-connected', 'unplug'],
  ] as const)('%s is %s', async (_what, code, fault) => {
    const reader = await pluggedReader()
    await reader.setCard('rare-name')
    await reader.setFault(fault)
    const { exitCode, said } = await readCard('--port', reader.path, '--baud', '115200', '--json')
    expect({ exitCode, said }).toEqual({ exitCode: 1, said: failedWith(code) })
  })

  ptyTest('an unplug while it waits is not connected', async () => {
    const reader = await pluggedReader()
    const ended = readCard('--port', reader.path, '--json')
    await expect.poll(() => reader.module.findCount, { timeout: 10_000 }).toBeGreaterThan(0)
    await reader.setFault('unplug')
    expect(await ended).toMatchObject({ exitCode: 1, said: failedWith('reader.not-connected') })
  })

  ptyTest('an unplug in the middle of the answer is not connected', async () => {
    const reader = await pluggedReader()
    await reader.setCard('rare-name')
    reader.cutAfter(900)
    const ended = await readCard('--port', reader.path, '--baud', '115200', '--json')
    expect(ended).toMatchObject({ exitCode: 1, said: failedWith('reader.not-connected') })
  })

  ptyTest('gives up after the time it was given', async () => {
    const reader = await pluggedReader()
    const { exitCode, said } = await readCard('--port', reader.path, '--wait', '1', '--json')
    expect({ exitCode, said }).toEqual({ exitCode: 1, said: failedWith('timed-out') })
  })

  test.each([[[]], [['--port']], [['--port', 'line', '--baud', 'fast']], [['--bort', 'line']]])(
    '%j is no request',
    async (args) => {
      const { exitCode, said } = await readCard(...args)
      expect({ exitCode, said }).toMatchObject({ exitCode: 1, said: { error: { code: 'request.invalid' } } })
    },
  )
})
