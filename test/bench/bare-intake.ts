/**
 * The ceiling for taking records in: a bare HTTP server that splits a batch and inserts each record into SQLite with the
 * product's durability, one transaction a batch. Run as a process of its own, as the product's server is.
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import Database from 'better-sqlite3'
import { splitBatch } from '../../sync-server/contract/sealed-record.ts'

const [path = ''] = process.argv.slice(2)
const database = new Database(path)
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec('CREATE TABLE records (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT')
const insert = database.prepare('INSERT INTO records (bytes) VALUES (?)')

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const server = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    database.transaction(() => {
      for (const record of splitBatch(body)) insert.run(record)
    })()
    response.end('{}')
  })
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`)
})
process.on('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
  database.close()
})
