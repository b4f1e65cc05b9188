import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withControlTables } from './control-tables.ts'

// Writes the tables of the threat model anew from their rows: node build/docs/write-control-tables.ts
const path = join(import.meta.dirname, 'security.md')
writeFileSync(path, withControlTables(readFileSync(path, 'utf8')))
