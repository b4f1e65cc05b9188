import { ipcMain, type IpcMainInvokeEvent, type WebFrameMain } from 'electron'
import { Check } from 'typebox/value'
import { type Failure, Problem } from '../../sync-server/contract/failure.ts'
import { type AnyView, type CallName, type CallResult, calls, type Suggestion } from '../bridge/calls.ts'
import { channels } from '../bridge/channels.ts'
import { isPageOrigin } from './page-url.ts'

/** Who called: the part of Electron's event that the gate looks at. */
export interface Caller {
  readonly senderFrame: Pick<WebFrameMain, 'url' | 'parent'> | null
  readonly sender: { readonly id: number; readonly mainFrame: unknown; forcefullyCrashRenderer(): void }
}

/** What the calls of the running mode do; a call of the other mode has no row. */
export type ModeCalls = Partial<Record<CallName, (argument: never) => void | Promise<void>>>

/** What the gate needs; `isOurs` says whether a web contents is one of the kiosk's own windows. */
export interface GatePorts {
  readonly calls: ModeCalls
  readonly view: () => AnyView
  /** Candidates for pinyin letters; undefined in a mode that has no keyboard of its own. */
  readonly suggest: ((letters: string) => Promise<readonly Suggestion[]>) | undefined
  readonly isOurs: (webContentsId: number) => boolean
  readonly failureOf: (error: unknown) => Failure
  /** A caller that is not the kiosk's page, or asks what no page of the kiosk asks. */
  readonly intruded: (because: string) => void
}

const isCallOf = (mode: ModeCalls, name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(calls, name) && Object.hasOwn(mode, name)
/** Letters of syllables, with the apostrophe that parts them; more than any name needs is refused. */
const isLetters = (letters: unknown): letters is string => typeof letters === 'string' && /^[a-z']{0,60}$/.test(letters)

function isTrusted({ senderFrame, sender }: Caller, { isOurs }: GatePorts): boolean {
  if (!senderFrame || senderFrame.parent !== null || senderFrame !== sender.mainFrame) return false
  return isOurs(sender.id) && isPageOrigin(senderFrame.url)
}

/** A request that no page of the kiosk makes ends the page that made it. */
function endIntruder({ sender }: Caller, { intruded }: GatePorts, because: string): void {
  intruded(because)
  sender.forcefullyCrashRenderer()
}

/** Answers one call: right window, frame and origin, a call of this mode, right argument, or the renderer is ended. */
export async function answerCall(caller: Caller, request: readonly unknown[], ports: GatePorts): Promise<CallResult> {
  const [name, argument] = request
  const isWelcome = isTrusted(caller, ports)
  if (!isWelcome || !isCallOf(ports.calls, name) || request.length !== 2) {
    endIntruder(caller, ports, isWelcome ? 'unknown call' : 'unknown caller')
    return { failure: { code: 'request.invalid' } }
  }
  try {
    if (!Check(calls[name], argument)) throw new Problem('request.invalid')
    const act = ports.calls[name] as (argument: unknown) => void | Promise<void>
    await act(argument)
    return { view: ports.view() }
  } catch (error) {
    return { failure: ports.failureOf(error) }
  }
}

/** Answers what the on-screen keyboard asks; it has nothing to say to anybody but the page of a mode with a keyboard. */
export async function answerSuggest(
  caller: Caller,
  request: readonly unknown[],
  ports: GatePorts,
): Promise<readonly Suggestion[]> {
  const [letters] = request
  const isWelcome = isTrusted(caller, ports)
  if (isWelcome && ports.suggest && isLetters(letters) && request.length === 1) return ports.suggest(letters)
  endIntruder(caller, ports, isWelcome ? 'unknown call' : 'unknown caller')
  return []
}

/** Opens the kiosk's one gate between page and process; calls wait until what they act on is there. */
export function openGate(ports: Promise<GatePorts>, onCall: (webContentsId: number, name: unknown) => void): void {
  ipcMain.handle(channels.call, async (event: IpcMainInvokeEvent, ...request: unknown[]) => {
    const result = await answerCall(event, request, await ports)
    onCall(event.sender.id, request[0])
    return result
  })
  ipcMain.handle(channels.suggest, async (event: IpcMainInvokeEvent, ...request: unknown[]) =>
    answerSuggest(event, request, await ports),
  )
}
