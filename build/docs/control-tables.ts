import { basename } from 'node:path'
import type { SecurityControl } from './controls/security-control.ts'
import { securityControls } from './security-controls.ts'

const allControls = Object.values(securityControls).flat()

/** How far a control is: whole where nothing is open, in part where tests prove some of it, none where no test does. */
function standOf({ proof, open }: SecurityControl): 'whole' | 'in part' | 'none' {
  if (Object.keys(proof).length === 0) return 'none'
  return open === undefined ? 'whole' : 'in part'
}

const linkTo = (file: string): string => `[${basename(file)}](../../${file})`

function proofOf({ proof }: SecurityControl): string {
  const lines = Object.entries(proof).map(
    ([file, titles]) => `${linkTo(file)}: ${titles.map((title) => `“${title}”`).join(', ')}`,
  )
  return lines.join('<br>') || 'none'
}

function rowOf(row: SecurityControl): string {
  const places = row.builtIn.map(linkTo).join(', ') || 'not built'
  const cells = [row.id, String(row.priority), row.says, places, standOf(row), proofOf(row)]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function tableOf(rows: readonly SecurityControl[]): string {
  return ['| | | what is done | built in | proved | by |', '|---|---|---|---|---|---|', ...rows.map(rowOf)].join('\n')
}

function openPoints(): string {
  const open = allControls.filter((row) => row.open !== undefined)
  return open.map(({ id, open: reason }) => `- **${id}** ${reason}`).join('\n')
}

function count(): string {
  const stands = allControls.map(standOf)
  const of = (stand: string): number => stands.filter((each) => each === stand).length
  return `${stands.length} rows: ${of('whole')} proved whole, ${of('in part')} in part, ${of('none')} not built or not proved.`
}

const parts: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(Object.entries(securityControls).map(([name, rows]) => [name, () => tableOf(rows)])),
  open: openPoints,
  count,
}

/** The document with each part between `<!-- NAME -->` and `<!-- /NAME -->` as the rows give it; a part that is not there is an error. */
export function withControlTables(markdown: string): string {
  return Object.entries(parts).reduce((text, [name, part]) => {
    const [begin, end] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`]
    const [from, to] = [text.indexOf(begin), text.indexOf(end)]
    if (from < 0 || to < from) throw new Error(`the document has no place for ${name}`)
    return text.slice(0, from + begin.length) + part() + text.slice(to)
  }, markdown)
}
