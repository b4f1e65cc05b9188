/**
 * Canonical JSON in the sense of RFC 8785: keys sorted, no white space, undefined members left out. Two programs that
 * hold equal values get equal text, so that a digest or signature over it means the same to both.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const given = value as Readonly<Record<string, unknown>>
  let members = ''
  for (const key of Object.keys(given).sort()) {
    if (given[key] === undefined) continue
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(given[key])}`
  }
  return `{${members}}`
}
