import { type FailureCode, failures, isFailureCode } from '../../../sync-server/contract/failure.ts'
import type { BodyOf, ReplyOf, RouteName } from '../../../sync-server/contract/route.ts'

/** What these pages need of the phone's client: one route of the contract, by name; rejects with whatever has a `code`. */
export type CallRoute = <N extends RouteName>(
  name: N,
  given?: { readonly body?: BodyOf<N>; readonly params?: Readonly<Record<string, string>> },
) => Promise<ReplyOf<N>>

/** The code of what went wrong; anything without one is the network's fault and never the citizen's. */
export function codeOfError(error: unknown): FailureCode {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' && isFailureCode(code) ? code : 'service.unreachable'
}

/** What happened and what to do. */
export function wordsOf(code: FailureCode): { readonly title: string; readonly action: string } {
  const { title, action } = failures[code]
  return { title, action }
}

/** The day of an instant as people write it, in the hall's own zone. */
export function dayOf(instant: string): string {
  return new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'Asia/Shanghai' }).format(new Date(instant))
}
