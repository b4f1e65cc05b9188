import { type AuditEntry, type AuditSearch, freezeReasons, lookUpReasons } from '../../sync-server/contract/console.ts'
import { staffRoleName } from '../../sync-server/contract/staff.ts'
import { shortId } from './actor-words.ts'
import { consoleTexts } from './console-texts.ts'

/** A day as the browser's own field gives it, in the hall's zone, as an instant; `daysLater` names the end of a day. */
function instantOf(day: string, daysLater = 0): string {
  const at = new Date(`${day}T00:00:00+08:00`)
  return new Date(at.getTime() + daysLater * 86_400_000).toISOString()
}

/** What a form asks for, without what was left empty; both days count whole. */
export function auditSearchOf(typed: Readonly<Record<string, string>>): AuditSearch {
  const filled = Object.fromEntries(
    Object.entries(typed)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  )
  const { from, until, ...rest } = filled
  return {
    ...rest,
    ...(from === undefined ? {} : { from: instantOf(from) }),
    ...(until === undefined ? {} : { until: instantOf(until, 1) }),
  } as AuditSearch
}

/** What stands in lines besides, by its name there. */
const MEMBERS: Readonly<Record<string, string>> = {
  by: '方式',
  isFound: '找到',
  reason: '事由',
  reference: '工单号',
  ended: '下线',
  method: '方式',
  session: '会话',
  filters: '条件',
  role: '岗位',
  receiver: '接收系统',
  appeal: '申诉',
  recordId: '记录',
  digest: '摘要',
  seq: '序号',
  reasons: '原因',
  from: '原来',
  to: '现在',
}
const VALUES: Readonly<Record<string, string>> = {
  ...lookUpReasons,
  ...Object.fromEntries(Object.entries(freezeReasons).map(([reason, { title }]) => [reason, title])),
  ...staffRoleName,
  ...consoleTexts.accounts.ways,
  true: '是',
  false: '否',
}

/** What stands in a line besides: codes by their words where they have some, numbers, and the ends of ids. */
export function detailWords(detail: AuditEntry['detail']): string {
  const wordOf = (value: string): string => VALUES[value] ?? (value.includes(' ') ? value : shortId(value))
  return Object.entries(detail)
    .map(([name, value]) => `${MEMBERS[name] ?? name} ${wordOf(String(value))}`)
    .join(' · ')
}
