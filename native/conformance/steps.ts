import { failures } from '../../sync-server/contract/failure.ts'
import { DeviceError, type DeviceFailureCode } from '../device-error.ts'
import { PHOTO_BLOCK_BYTES } from '../document/chip-photo.ts'
import type { HandActionName } from './hands.ts'
import { NotAsExpected, NotDone, readerCodeOf, type CardMark, type Trial } from './trial.ts'

/** One thing that a reader has to do right; `run` says in a few words what was seen, or throws why it was not right. */
export interface Step {
  readonly id: string
  readonly title: string
  readonly english: string
  /** What the hands do before it. */
  readonly hand?: HandActionName
  readonly run: (trial: Trial) => Promise<string>
}

const EMPTY_LOOKS = 3
/** A wrong card that is not even found stays unread for so long. */
const WRONG_CARD_MS = 5_000

async function open(trial: Trial): Promise<string> {
  const { samId, baudRate } = await trial.open()
  if (samId === '') throw new NotAsExpected('模块没有报告编号')
  if (trial.samId !== undefined && trial.samId !== samId) throw new NotAsExpected('与先前不是同一台读卡器')
  trial.samId = samId
  return baudRate === undefined ? '已打开' : `已打开，${baudRate} bit/s`
}

async function selfTest({ reader, signal }: Trial): Promise<string> {
  await reader.checkHealth({ signal })
  return '自检正常'
}

async function nothingThere(trial: Trial): Promise<void> {
  await trial.until(async () => (await trial.reader.presence({ signal: trial.signal })) === 'none', '读卡器仍报告有卡')
}

async function empty(trial: Trial): Promise<string> {
  await nothingThere(trial)
  for (let look = 0; look < EMPTY_LOOKS; look++) {
    const presence = await trial.reader.presence({ signal: trial.signal })
    if (presence !== 'none') throw new NotAsExpected('没有放卡，却报告有卡')
  }
  return '没有误报'
}

async function firstRead(trial: Trial): Promise<string> {
  const card = await trial.read()
  if (card.photoBytes !== PHOTO_BLOCK_BYTES) throw new NotAsExpected(`照片数据 ${card.photoBytes} 字节`)
  trial.card = card
  return `照片 ${card.photoBytes} 字节，指纹 ${card.fingerprintBytes} 字节`
}

function sameCard(trial: Trial, card: CardMark): string {
  if (!trial.card) throw new NotDone('没有可以对照的首次读取')
  if (card.digest !== trial.card.digest) throw new NotAsExpected('两次读到的内容不一致')
  return '与首次读取一致'
}

const readAgain = async (trial: Trial): Promise<string> => sameCard(trial, await trial.read())

async function lifted(trial: Trial): Promise<string> {
  await nothingThere(trial)
  return '已发现卡被取走'
}

/** A card that is refused by its own code is as right as one that is never found. */
async function wrongCard(trial: Trial): Promise<string> {
  await selfTest(trial)
  try {
    await trial.read(WRONG_CARD_MS)
  } catch (error) {
    if (error instanceof NotDone) return '没有把它当作证件'
    if (error instanceof DeviceError && !readerCodeOf(error)) return failures[error.code].title
    throw error
  }
  throw new NotAsExpected('把不是身份证件的卡读成了证件')
}

async function unplugged(trial: Trial): Promise<string> {
  const { reader, signal } = trial
  const isGone = async (): Promise<boolean> => {
    if (!reader.signal.aborted) await reader.checkHealth({ signal })
    return reader.signal.aborted
  }
  const asCode = (error: unknown): DeviceFailureCode => {
    const code = readerCodeOf(error)
    if (!code) throw error
    return code
  }
  const seen = await trial.until(isGone, '没有发现读卡器被拔下').then(() => 'reader.not-connected' as const, asCode)
  await trial.close()
  if (seen !== 'reader.not-connected') throw new NotAsExpected(failures[seen].title)
  return failures['reader.not-connected'].title
}

async function pluggedIn(trial: Trial): Promise<string> {
  let seen = ''
  const opens = async (): Promise<boolean> => {
    seen = await open(trial).catch((error: unknown) => {
      if (!readerCodeOf(error)) throw error
      return ''
    })
    return seen !== ''
  }
  await trial.until(opens, '重新插上后没有恢复')
  return seen
}

/** What every reader goes through, in this order: one row, one line of the report. */
export const steps: readonly Step[] = [
  { id: 'open', title: '打开并识别读卡器', english: 'open and identify', run: open },
  { id: 'self-test', title: '安全模块自检', english: 'self-test', run: selfTest },
  { id: 'empty', title: '无卡时不误报', english: 'no card, none reported', hand: 'clear', run: empty },
  { id: 'read', title: '寻卡、选卡、读卡', english: 'find, select, read', hand: 'place-card', run: firstRead },
  { id: 're-read', title: '不取走再读一次', english: 'read again in place', run: readAgain },
  { id: 'lift', title: '取走证件', english: 'lift', hand: 'lift-card', run: lifted },
  { id: 'read-again', title: '重新放上再读', english: 'replace and read', hand: 'place-card-again', run: readAgain },
  { id: 'lift-again', title: '再次取走', english: 'lift again', hand: 'lift-card', run: lifted },
  { id: 'wrong-card', title: '放错卡', english: 'wrong card', hand: 'place-wrong-card', run: wrongCard },
  { id: 'recover', title: '取走错卡后恢复', english: 'recover', hand: 'lift-card', run: lifted },
  { id: 'unplug', title: '拔下读卡器', english: 'unplug', hand: 'unplug', run: unplugged },
  { id: 'plug-in', title: '重新插上后恢复', english: 'plug in again', hand: 'plug-in', run: pluggedIn },
  { id: 'final-read', title: '恢复后读卡', english: 'read after recovery', hand: 'place-card-again', run: readAgain },
]
