import { Type, type Static } from 'typebox'
import { endPages } from './flow/end-pages.ts'
import { exits } from './flow/language.ts'
import { object, oneOf } from './shape.ts'
import { Instant } from './staff.ts'

const words = <T extends string>(table: Readonly<Record<T, unknown>>) => Type.Enum(Object.keys(table) as T[])

/** A new session: the token is shown this once and is kept nowhere in plain. */
export const NewSession = object({ token: Type.String({ maxLength: 100 }), expiresAt: Instant })
export type NewSession = Static<typeof NewSession>

/** A run of a server-run flow as its client sees it. Whoever holds the id may go on with it; it is never logged. */
export const OnlineFlowState = object({
  id: Type.String({ maxLength: 64 }),
  flow: Type.String({ maxLength: 60 }),
  version: Type.Integer({ minimum: 1 }),
  title: Type.String({ maxLength: 60 }),
  status: Type.Union([Type.Literal('active'), words(exits)]),
  /** The step that waits for an answer; `input` has the shape that its kind declares. Absent once the flow has ended. */
  step: Type.Optional(
    object({
      id: Type.String({ maxLength: 60 }),
      kind: Type.String({ maxLength: 60 }),
      title: Type.String({ maxLength: 60 }),
      input: Type.Unknown(),
    }),
  ),
  trail: Type.Array(object({ title: Type.String({ maxLength: 60 }), mark: oneOf('done', 'current', 'ahead') })),
  canGoBack: Type.Boolean(),
  expiresAt: Instant,
  /** What came of it: the page to show after the good end, and the session that it gave or exchanged, as soon as there is one. */
  result: Type.Optional(object({ page: Type.Optional(words(endPages)), session: Type.Optional(NewSession) })),
})
export type OnlineFlowState = Static<typeof OnlineFlowState>
