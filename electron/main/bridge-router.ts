import { ipcMain, type IpcMainInvokeEvent, type WebFrameMain } from 'electron'
import { Check } from 'typebox/value'
import { type Failure, Problem } from '../../sync-server/contract/failure.ts'
import { type CallName, type CallResult, calls } from '../bridge/calls.ts'
import { channels } from '../bridge/channels.ts'
import type { KioskView } from '../bridge/view.ts'
import type { KioskCalls } from './kiosk-calls.ts'
import { isPageOrigin } from './page-url.ts'

/** Who called: the part of Electron's event that the gate looks at. */
export interface Caller {
  readonly senderFrame: Pick<WebFrameMain, 'url' | 'parent'> | null
  readonly sender: { readonly id: number; readonly mainFrame: unknown; forcefullyCrashRenderer(): void }
}

/** What the gate needs; `isOurs` says whether a web contents is one of the kiosk's own windows. */
export interface GatePorts {
  readonly calls: KioskCalls
  readonly view: () => KioskView
  readonly isOurs: (webContentsId: number) => boolean
  readonly failureOf: (error: unknown) => Failure
  /** A caller that is not the kiosk's page, or asks what no page of the kiosk asks. */
  readonly intruded: (because: string) => void
}

const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name)

function isTrusted({ senderFrame, sender }: Caller, { isOurs }: GatePorts): boolean {
  if (!senderFrame || senderFrame.parent !== null || senderFrame !== sender.mainFrame) return false
  return isOurs(sender.id) && isPageOrigin(senderFrame.url)
}

/** Answers one call: right window, right frame, right origin, known name, right argument, or the renderer is ended. */
export async function answerCall(caller: Caller, request: readonly unknown[], ports: GatePorts): Promise<CallResult> {
  const [name, argument] = request
  const isWelcome = isTrusted(caller, ports)
  if (!isWelcome || !isCallName(name) || request.length !== 2) {
    ports.intruded(isWelcome ? 'unknown call' : 'unknown caller')
    caller.sender.forcefullyCrashRenderer()
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

/** Opens the kiosk's one gate between page and process; calls wait until what they act on is there. */
export function openGate(ports: Promise<GatePorts>, onCall: (webContentsId: number, name: unknown) => void): void {
  ipcMain.handle(channels.call, async (event: IpcMainInvokeEvent, ...request: unknown[]) => {
    const result = await answerCall(event, request, await ports)
    onCall(event.sender.id, request[0])
    return result
  })
}
