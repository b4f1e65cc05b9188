import { phoneOfAccount } from '../accounts/identity.service.ts'
import { type NoticeDetail, NoticeDetail as DetailSchema, type NoticeKind, noticeKinds } from '../contract/notice.ts'
import { noticeText, type NoticeView } from '../contract/notice.ts'
import type { WebhookKind } from '../contract/webhook.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Database, Transaction } from '../platform/database/database.ts'
import type { CitizenCaller } from '../platform/http/caller.ts'
import { newId } from '../platform/ids.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import { isValid, parseJson } from '../platform/schema.ts'
import { type EventParts, queueEvent } from '../webhooks/webhook-events.service.ts'
import * as notices from './notices.repository.ts'

/** What notices need of their surroundings. */
export interface NoticeParts extends EventParts {
  readonly personal: PersonalData
}

/** What other systems are told where an owner is told this. */
const EVENTS_OF: Partial<Readonly<Record<NoticeKind, readonly WebhookKind[]>>> = {
  'level-changed': ['account.level-changed'],
  'document-unbound': ['document.unbound', 'account.level-changed'],
  'document-moved-away': ['document.unbound', 'account.level-changed'],
  'document-rebound': ['document.rebound'],
  'account-closed': ['account.closed'],
  'account-frozen': ['account.frozen'],
  'account-unfrozen': ['account.unfrozen'],
}

/** Notices of an identity that the account has just lost. */
const LOST_IDENTITY: ReadonlySet<NoticeKind> = new Set(['document-unbound', 'document-moved-away', 'document-rebound'])

/** Who is told what. */
export interface Notice {
  readonly accountId: string
  readonly kind: NoticeKind
  readonly detail?: NoticeDetail
  /** A phone that is told too, though it is not the account's any more, or not yet. */
  readonly alsoTo?: string
  /** Stands in 消息通知 only: worth knowing, not worth a message. */
  readonly isQuiet?: boolean
}

/** Where a message's number is sealed: for its own row only. */
export const placeOfPhone = (id: string): string => `notice_messages/${id}/phone`

/** What a notice is about, as it is stored. */
export function detailIn(text: string): NoticeDetail {
  const detail = parseJson(text)
  if (!isValid(DetailSchema, detail)) throw new Error('a notice holds no detail')
  return detail
}

async function queueMessage(
  tx: Transaction,
  { clock, personal }: NoticeParts,
  message: { phone: string; kind: NoticeKind; detail: string },
): Promise<void> {
  const now = clock.now()
  const id = newId(now)
  const { phone, kind, detail } = message
  const sealedPhone = personal.seal(placeOfPhone(id), phone)
  await notices.insertMessage(tx, { id, sealedPhone, kind, detail, tries: 0, nextTryAt: instant(now) })
}

/**
 * Tells an account's owner what has changed, in the transaction of the change: in 消息通知, and by text message to the phone that the
 * account has at this moment. Other systems are told by the same words. None of it can be lost without the change.
 */
export async function giveNotice(tx: Transaction, parts: NoticeParts, notice: Notice): Promise<void> {
  const { accountId, kind, detail: about = {}, alsoTo, isQuiet = false } = notice
  const now = parts.clock.now()
  const detail = JSON.stringify(about)
  await notices.insertNotice(tx, { id: newId(now), accountId, kind, detail, at: instant(now), readAt: null })
  const isOfFormer = LOST_IDENTITY.has(kind)
  for (const event of EVENTS_OF[kind] ?? []) await queueEvent(tx, parts, { kind: event, accountId, isOfFormer })
  if (isQuiet) return
  const own = await phoneOfAccount(tx, parts.personal, accountId)
  const phones = new Set([own, alsoTo].filter((phone) => phone !== undefined))
  for (const phone of phones) await queueMessage(tx, parts, { phone, kind, detail })
}

function viewOf({ id: noticeId, kind, detail, at, readAt }: notices.NoticeRow): NoticeView {
  const { title } = noticeKinds[kind]
  return { noticeId, kind, title, text: noticeText(kind, detailIn(detail)), at, isRead: readAt !== null }
}

/** 消息通知 of the caller's account, newest first. */
export async function listNotices(
  { database }: { database: Database },
  { citizen }: CitizenCaller,
): Promise<NoticeView[]> {
  const rows = await notices.noticesOf(database.reader, citizen.accountId)
  return rows.map(viewOf)
}

/** The caller has read everything that is there; repeating changes nothing. */
export async function markNoticesRead(
  { database, clock }: { database: Database; clock: Clock },
  { citizen }: CitizenCaller,
): Promise<void> {
  await database.write((tx) => notices.markRead(tx, citizen.accountId, instant(clock.now())))
}
