import type { TSchema, Static } from 'typebox'
import type { EndPage } from './end-pages.ts'

/** How a flow can end; `done` is the only good end. One table for all flows. */
export const exits = {
  done: '已完成',
  cancelled: '已取消',
  'timed-out': '长时间没有操作，已结束并清除',
  'locked-out': '尝试次数已用完',
  'device-unavailable': '设备不可用',
  declined: '群众不同意，已结束',
  refused: '未通过核验，已结束',
} as const
export type Exit = keyof typeof exits

/** What the engine and the flows need of any kind of step. */
export interface AnyStepKind {
  readonly title: string
  readonly outcomes: readonly [string, ...string[]]
}

/** Who touches the screen. */
export type Turn = 'citizen' | 'staff' | 'supervisor'

/**
 * One kind of step of a flow that the kiosk runs. `outcomes[0]` leads on to the next row of a flow; every other outcome must be routed by the flow.
 * `input` is what its view is given, `answer` what the view sends, `output` what is logged and, as evidence, judged.
 */
export interface StepKind extends AnyStepKind {
  readonly input: TSchema
  readonly answer: TSchema
  readonly output: TSchema
  /** Whose turn it is: decides how the screen addresses the person, and who may touch it. */
  readonly turn: Turn
  /** Whose turn it is afterwards, before the step is over; a step with two turns counts as two. */
  readonly thenTurn?: Turn
}

/** Where an outcome leads: to a step, out of the flow, or again to the same step up to `tries` times and then on. */
export type Target =
  | { readonly to: string }
  | { readonly exit: Exit }
  | { readonly tries: number; readonly then: { readonly to: string } | { readonly exit: Exit } }

/** One row of a flow. */
export interface Step {
  readonly id: string
  readonly kind: string
  readonly title: string
  /** Texts or variants of the kind that this row asks for. */
  readonly with: Readonly<Record<string, string>>
  readonly on: Readonly<Record<string, Target>>
  /** Whether 上一步 may return here from the row after. */
  readonly isRevisable: boolean
}

/** A flow as data: who runs it, and its rows in the order of the normal way. */
export interface Flow {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly runs: 'kiosk' | 'server'
  /** Whose flow it is: anybody's, or only of somebody who is signed in. */
  readonly needs?: 'citizen'
  readonly steps: readonly Step[]
  /** The page after the good end: the usual one, and others where a step ended so. Without one the flow just ends. */
  readonly end?: {
    readonly page?: EndPage
    readonly instead?: readonly { readonly step: string; readonly outcome: string; readonly page: EndPage }[]
  }
}

export const to = (step: string): { readonly to: string } => ({ to: step })
export const exit = (name: Exit): { readonly exit: Exit } => ({ exit: name })
export const again = (tries: number, then: { to: string } | { exit: Exit }): Target => ({ tries, then })

type OutcomesOf<K extends AnyStepKind> = K['outcomes'][number]
type Forward<K extends AnyStepKind> = K['outcomes'][0]
type Routes<K extends AnyStepKind> = Readonly<
  Record<Exclude<OutcomesOf<K>, Forward<K>>, Target> & Partial<Record<Forward<K>, Target>>
>
type Row<K extends AnyStepKind> = {
  readonly id?: string
  readonly title?: string
  readonly with?: Readonly<Record<string, string>>
  readonly isRevisable?: boolean
} & (Exclude<OutcomesOf<K>, Forward<K>> extends never ? { readonly on?: Routes<K> } : { readonly on: Routes<K> })

/** Makes the row constructor of a table of step kinds; a row that leaves an outcome without a target does not compile. */
export function rowsOf<Kinds extends Record<string, AnyStepKind>>(kinds: Kinds) {
  return <K extends keyof Kinds & string>(kind: K, row: Row<Kinds[K]>): Step => ({
    id: row.id ?? kind,
    kind,
    title: row.title ?? (kinds[kind] as AnyStepKind).title,
    with: row.with ?? {},
    on: (row.on ?? {}) as Record<string, Target>,
    isRevisable: row.isRevisable ?? false,
  })
}

/** Type of a step kind's schema part. */
export type PartOf<K extends Partial<Record<P, TSchema>>, P extends string> = Static<Extract<K[P], TSchema>>
