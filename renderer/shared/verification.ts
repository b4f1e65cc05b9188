import {
  type AccountCentre,
  type VerificationWay,
  verificationWays,
} from '../../sync-server/contract/account-centre.ts'
import { flowOf } from '../../sync-server/contract/flow/catalog.ts'
import type { Flow } from '../../sync-server/contract/flow/language.ts'
import { citizenTexts } from './citizen-texts.ts'
import { type AssuranceLevel, assuranceLevels, levelName } from '../../sync-server/contract/level.ts'

/** One way to a level as 认证信息 lists it: done, possible at this terminal by `flow`, or at a counter. */
export interface WayRow {
  readonly way: VerificationWay
  readonly title: string
  readonly lead: string
  readonly isVerified: boolean
  /** The flow that leads there from here, to a counter by way of an appointment; undefined where there is none. */
  readonly flow: string | undefined
}

/** A level with its ways. */
export interface LevelBlock {
  readonly level: AssuranceLevel
  readonly title: string
  readonly opens: string
  readonly ways: readonly WayRow[]
  /** 换绑 and 解绑 of the document that stands behind the level (manual 1.3.3). */
  readonly changes: readonly { readonly label: string; readonly flow: string }[]
}

const { rebind, unbind } = citizenTexts.account
const documentChanges = [
  { label: rebind, flow: 'rebind-document' },
  { label: unbind, flow: 'unbind-document' },
]
/** They stand beside the level that a document alone gives. */
const changesOf = (level: AssuranceLevel): LevelBlock['changes'] => (level === 'L2' ? documentChanges : [])

type Catalogue = (id: string) => Flow | undefined
const rows = Object.entries(verificationWays) as [VerificationWay, (typeof verificationWays)[VerificationWay]][]

/** 认证信息 of an account. A way is open here as soon as the catalogue has a server-run flow named after it. */
export function levelBlocks(account: AccountCentre, catalogue: Catalogue = flowOf): readonly LevelBlock[] {
  const wayRow = (way: VerificationWay): WayRow => {
    const flow = catalogue(way === 'in-person' ? 'book-in-person' : `verify-${way}`)
    const { title, lead } = verificationWays[way]
    const isVerified = account.verifiedBy.includes(way)
    return { way, title, lead, isVerified, flow: flow?.runs === 'server' ? flow.id : undefined }
  }
  return assuranceLevels.flatMap((level) => {
    const ofLevel = rows.filter(([, row]) => row.level === level)
    const [first] = ofLevel
    if (!first) return []
    return [
      {
        level,
        title: levelName[level],
        opens: first[1].opens,
        ways: ofLevel.map(([way]) => wayRow(way)),
        changes: changesOf(level),
      },
    ]
  })
}
