import { captchaFor } from './captcha-and-code.ts'
import type { Entry, RunMemory, StepContext } from './step-handler.ts'
import type { ActiveStep } from './step-handlers.ts'

/** What a run brings along to its step: a captcha that nobody has seen, and whatever the kind itself asks for. */
export async function enterStep(context: StepContext, { kind, handler }: ActiveStep): Promise<Entry> {
  const captcha = await captchaFor(context.parts.challenges, kind)
  const entry = await handler.enter?.(context)
  return { ...entry, memory: { ...captcha, ...entry?.memory } }
}

/** What of a run's memory belongs to the step that it leaves. */
export function memoryBeyondStep(memory: RunMemory): RunMemory {
  const {
    captcha: _captcha,
    picture: _picture,
    code: _code,
    settledAddress: _settled,
    ticketCode: _ticket,
    ...kept
  } = memory
  return kept
}
