import type { Connection } from './connection.ts'

/** Reads a small named fact. */
export function readMark(sql: Connection, name: string): string | undefined {
  return sql.get<{ value: string }>('select value from marks where name = ?', name)?.value
}

/** Remembers a small named fact. */
export function writeMark(sql: Connection, name: string, value: string): void {
  sql.run(
    'insert into marks (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
    name,
    value,
  )
}
