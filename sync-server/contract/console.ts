import { Type, type Static } from 'typebox'
import { SessionView } from './account-centre.ts'
import { AppealNumber, AppealState } from './appeal.ts'
import { AuditAction } from './audit-action.ts'
import { KioskReport } from './device-health.ts'
import { onlineCheckKinds } from './evidence.ts'
import { AssuranceLevel } from './level.ts'
import { LookUpReason } from './look-up-reason.ts'
import { object, oneOf } from './shape.ts'
import { Instant, StaffRole, Uuid } from './staff.ts'
import { AccountLink } from './third-party.ts'

export { LookUpReason, lookUpReasons } from './look-up-reason.ts'

/** Number of a work order or letter; its shape leaves no room for a phone or document number. */
export const CaseReference = Type.String({ pattern: '^[A-Z]{1,8}-?\\d{1,9}$' })

/** Why an administrator does what is done; stands in the audit beside it. */
export const Because = object({ reason: LookUpReason, reference: Type.Optional(CaseReference) })
export type Because = Static<typeof Because>

/** Why an account is frozen; `needsTwo` are those that no single person can lift again. */
export const freezeReasons = {
  'owner-asks': { title: '本人要求', needsTwo: false },
  'phone-lost': { title: '手机或证件遗失', needsTwo: false },
  fraud: { title: '涉嫌冒用或诈骗', needsTwo: true },
  'court-order': { title: '司法机关要求', needsTwo: true },
} as const
export type FreezeReason = keyof typeof freezeReasons
export const FreezeReason = Type.Enum(Object.keys(freezeReasons) as FreezeReason[])

/** How an account can stand. */
export const accountStates = {
  active: '正常',
  frozen: '已冻结',
  closing: '注销冷静期',
  deregistered: '已注销',
} as const
export type AccountState = keyof typeof accountStates
export const AccountState = Type.Enum(Object.keys(accountStates) as AccountState[])

const StaffNumber = Type.String({ maxLength: 32 })
const CheckEvidence = object({
  kind: Type.Enum([...onlineCheckKinds, 'in-person'] as const),
  level: AssuranceLevel,
  /** Who vouched: a register, or the hall's kiosk. */
  by: Type.String({ maxLength: 60 }),
  at: Instant,
  /** False for evidence of an identity that was withdrawn since. */
  isCurrent: Type.Boolean(),
})

const { isCurrent: _isCurrent, level: _level, ...placeOfSession } = SessionView.properties

/** An account as an administrator sees it: everything personal masked by the server. */
export const AccountFile = object({
  accountId: Uuid,
  state: AccountState,
  level: AssuranceLevel,
  maskedUsername: Type.Optional(Type.String()),
  maskedPhone: Type.Optional(Type.String()),
  maskedEmail: Type.Optional(Type.String()),
  maskedName: Type.Optional(Type.String()),
  maskedDocumentNumber: Type.Optional(Type.String()),
  openedAt: Instant,
  eraseAt: Type.Optional(Instant),
  freeze: Type.Optional(
    object({
      reason: FreezeReason,
      reference: Type.Optional(CaseReference),
      by: StaffNumber,
      at: Instant,
      /** Who has asked for it to be lifted, where a second person has to agree. */
      unfreezingAskedBy: Type.Optional(StaffNumber),
    }),
  ),
  evidence: Type.Array(CheckEvidence),
  sessions: Type.Array(object(placeOfSession)),
  links: Type.Array(AccountLink),
  appeals: Type.Array(object({ number: AppealNumber, state: AppealState, openedAt: Instant })),
})
export type AccountFile = Static<typeof AccountFile>

/** What account is looked for, and why. */
export const AccountSearch = object({
  by: oneOf('phone', 'username', 'document', 'account'),
  value: Type.String({ minLength: 1, maxLength: 40 }),
  ...Because.properties,
})
export type AccountSearch = Static<typeof AccountSearch>

/** Place of a line of the audit, for the page that follows it. */
const AuditPlace = object({
  at: Instant,
  home: Type.String({ maxLength: 64 }),
  seq: Type.Integer({ minimum: 1 }),
})
export type AuditPlace = Static<typeof AuditPlace>

/** Lines that are asked for: all filters together, newest first. */
export const AuditSearch = object({
  account: Type.Optional(Uuid),
  kiosk: Type.Optional(Uuid),
  staffNumber: Type.Optional(Type.String({ pattern: '^[\\w.-]{1,32}$' })),
  action: Type.Optional(AuditAction),
  from: Type.Optional(Instant),
  until: Type.Optional(Instant),
  after: Type.Optional(AuditPlace),
})
export type AuditSearch = Static<typeof AuditSearch>

/** A line of the audit: ids, codes and numbers; nothing of a person ever stood in it. */
export const AuditEntry = object({
  ...AuditPlace.properties,
  actor: Type.String({ maxLength: 80 }),
  action: Type.String({ maxLength: 60 }),
  subject: Type.String({ maxLength: 80 }),
  detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
})
export type AuditEntry = Static<typeof AuditEntry>

/** How a kiosk stands, the first to act on first. */
export const kioskStandings = {
  faulty: { title: '设备故障', tone: 'bad' },
  silent: { title: '失去联系', tone: 'bad' },
  attention: { title: '需要留意', tone: 'careful' },
  unheard: { title: '尚未报告', tone: 'careful' },
  good: { title: '正常', tone: 'good' },
  revoked: { title: '已停用', tone: 'idle' },
} as const
export type KioskStandingWord = keyof typeof kioskStandings

/** A kiosk as the console lists it. */
export const KioskEntry = object({
  standing: Type.Enum(Object.keys(kioskStandings) as KioskStandingWord[]),
  kioskId: Uuid,
  name: Type.String({ maxLength: 60 }),
  hall: Type.String({ maxLength: 60 }),
  isRevoked: Type.Boolean(),
  enrolledAt: Instant,
  lastSeenAt: Type.Optional(Instant),
  /** Records that arrived, and those that were refused as damaged or forged. */
  received: Type.Integer({ minimum: 0 }),
  refused: Type.Integer({ minimum: 0 }),
  /** What the kiosk last told of itself. */
  report: Type.Optional(object({ ...KioskReport.properties, at: Instant })),
})
export type KioskEntry = Static<typeof KioskEntry>

/** A member of staff as the console lists one. */
export const StaffEntry = object({
  staffId: Uuid,
  staffNumber: StaffNumber,
  name: Type.String({ maxLength: 60 }),
  role: StaffRole,
  isDisabled: Type.Boolean(),
  addedAt: Instant,
})
export type StaffEntry = Static<typeof StaffEntry>
