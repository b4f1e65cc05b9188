/** Ids that a page knows a shorter word for. */
export type Names = ReadonlyMap<string, string>

const FIXED: Readonly<Record<string, string>> = {
  command: '命令行',
  server: '服务器',
  console: '管理台',
  online: '网上',
  all: '全部',
}
const KINDS: Readonly<Record<string, string>> = { staff: '工号', account: '账号', kiosk: '终端', client: '访客' }
const TAIL = 12

/** The end of an id, which tells one from another; what is short stays whole. */
export const shortId = (id: string): string => (id.length > 20 ? `…${id.slice(-TAIL)}` : id)

/** An id, home or actor of the audit as a person reads it: a known name, or its kind and the end of its id. */
export function actorWords(text: string, names: Names): string {
  const [kind = '', id] = text.split(':')
  if (id === undefined) return FIXED[text] ?? names.get(text) ?? shortId(text)
  return `${KINDS[kind] ?? kind} ${names.get(id) ?? FIXED[id] ?? shortId(id)}`
}
