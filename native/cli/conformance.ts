import { readFileSync, writeFileSync } from 'node:fs'
import { release, type } from 'node:os'
import { parseArgs } from 'node:util'
import { failures } from '../../sync-server/contract/failure.ts'
import { asDeviceError } from '../device-error.ts'
import type { ReaderContext } from '../drivers/document-reader.ts'
import type { ReaderConfig } from '../drivers/registry.ts'
import { decodeConversation, encodeConversation, type Conversation } from '../conformance/conversation-file.ts'
import type { Hands } from '../conformance/hands.ts'
import { personHands } from '../conformance/person-hands.ts'
import { namedConfig, readerFacts } from '../conformance/reader-facts.ts'
import { replayedConfig, replayedContext } from '../conformance/recorded-context.ts'
import { maskedSamId, reportText, verdictOf, type ReportFacts } from '../conformance/report.ts'
import { simulatorHands } from '../conformance/simulator-hands.ts'
import { steps } from '../conformance/steps.ts'
import { tryReader } from '../conformance/try-reader.ts'
import { machineContext } from '../index.ts'
import { positive, readerConfigOf } from './reader-arguments.ts'

const DEFAULT_WAIT_S = 60
const USAGE = `conformance --reader (PATH | VENDOR:PRODUCT | auto) [--baud N] [--framing NAME] [--devices URL]
            [--model TEXT] [--firmware TEXT] [--report FILE] [--record FILE] [--keep-sam-id] [--wait SECONDS] [--json]
conformance --replay FILE [--report FILE] [--json]
`
const options = {
  reader: { type: 'string' },
  baud: { type: 'string' },
  framing: { type: 'string' },
  devices: { type: 'string' },
  model: { type: 'string' },
  firmware: { type: 'string', default: '未提供' },
  report: { type: 'string' },
  record: { type: 'string' },
  replay: { type: 'string' },
  'keep-sam-id': { type: 'boolean', default: false },
  wait: { type: 'string', default: String(DEFAULT_WAIT_S) },
  json: { type: 'boolean', default: false },
} as const
type Given = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

/** The reader on trial and what lays cards on it. */
interface Subject {
  readonly config: ReaderConfig
  readonly context: ReaderContext
  readonly hands: Hands
  readonly operator: string
}

const say = (text: string): void => void process.stderr.write(`${text}\n`)
const { signal } = new AbortController()

function given(): Given | undefined {
  try {
    const { values } = parseArgs({ options })
    return positive(values.wait) === undefined ? undefined : values
  } catch {
    return undefined // an option that does not exist
  }
}

function recordedSubject(conversation: Conversation): Subject {
  const context = replayedContext(conversation, machineContext)
  return { config: replayedConfig(conversation), context, hands: { perform: async () => {} }, operator: '录制回放' }
}

async function subjectOf({ replay, reader, baud, framing, devices }: Given): Promise<Subject | undefined> {
  if (replay !== undefined) return recordedSubject(decodeConversation(readFileSync(replay, 'utf8')))
  const asked = readerConfigOf({ reader, baud, framing })
  if (!asked) return undefined
  const config = await namedConfig(asked, machineContext, signal)
  const hands = devices === undefined ? personHands(process.stderr, process.stdin) : simulatorHands(devices)
  return { config, context: machineContext, hands, operator: devices === undefined ? '人工' : '模拟器' }
}

function softwareVersion(): string {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    name: string
    version: string
  }
  return `${name} ${version}`
}

const tell: Parameters<typeof tryReader>[1]['tell'] = {
  begins: ({ title }, nth) => say(`［${nth}/${steps.length}］${title}`),
  ends: ({ result, note }) => say(`  ${result === 'passed' ? '✓' : '✗'} ${note}`),
}

async function factsOf(wishes: Given, subject: Subject): Promise<ReportFacts> {
  const { config, context, hands, operator } = subject
  const startedAt = new Date()
  const keepsSamId = wishes['keep-sam-id']
  const known = await readerFacts(config, context)
  const limitMs = Number(wishes.wait) * 1_000
  const tried = await tryReader({ config, context, hands, limitMs, signal }, { tell, keepsSamId })
  if (wishes.record !== undefined) writeFileSync(wishes.record, encodeConversation(tried.conversation))
  const samId = tried.samId ?? '未读到'
  return {
    ...known,
    ...(wishes.model === undefined ? {} : { model: wishes.model }),
    firmware: wishes.firmware,
    samId: keepsSamId ? samId : maskedSamId(samId),
    software: softwareVersion(),
    system: `${type()} ${release()}`,
    startedAt,
    endedAt: new Date(),
    hands: operator,
    outcomes: tried.outcomes,
    times: tried.times,
  }
}

async function run(wishes: Given, subject: Subject): Promise<number> {
  const facts = await factsOf(wishes, subject)
  if (wishes.report !== undefined) writeFileSync(wishes.report, reportText(facts))
  const verdict = verdictOf(facts.outcomes)
  const text = wishes.json ? `${JSON.stringify({ verdict, ...facts })}\n` : reportText(facts)
  await new Promise((written) => process.stdout.write(text, written))
  return verdict === 'passed' ? 0 : 1
}

async function main(): Promise<number> {
  const wishes = given()
  try {
    const subject = wishes && (await subjectOf(wishes))
    if (wishes && subject) return await run(wishes, subject)
    say(USAGE)
  } catch (error) {
    const { code, cause } = asDeviceError(error, 'reader.not-answering')
    const { title, action } = failures[code]
    say(cause instanceof SyntaxError ? `录制文件无法读取：${cause.message}` : `${title}。${action}`)
  }
  return 2
}

// A binding whose device vanished may hold the process: whoever waits for the report must not wait for that.
process.exit(await main())
