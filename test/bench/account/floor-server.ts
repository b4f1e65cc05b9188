/**
 * What somebody would write by hand who wants accounts and nothing else: Fastify, one SQLite file, no limits, no captcha, no
 * audit, nothing encrypted. The product is compared with it.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { hash, verify } from '@node-rs/argon2'
import Sqlite from 'better-sqlite3'
import fastify from 'fastify'
import { answerBench, benchServerSettings } from './answer-bench.ts'
import { trivialHash } from './trivial-hash.ts'

const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }
const { folder, hashing } = benchServerSettings()
const database = new Sqlite(join(folder, 'floor.sqlite'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = NORMAL')
database.exec(`CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, hash TEXT NOT NULL);
  CREATE TABLE sessions (token_hash TEXT PRIMARY KEY, user_id TEXT NOT NULL, expires_at INTEGER NOT NULL)`)
const addUser = database.prepare('INSERT INTO users (id, name, hash) VALUES (?, ?, ?)')
const userOf = database.prepare<[string], { id: string; hash: string }>('SELECT id, hash FROM users WHERE name = ?')
const addSession = database.prepare('INSERT INTO sessions (token_hash, user_id, expires_at) VALUES (?, ?, ?)')
const sessionOf = database.prepare<[string], { userId: string; expiresAt: number }>(
  'SELECT user_id AS userId, expires_at AS expiresAt FROM sessions WHERE token_hash = ?',
)

const DAY_MS = 86_400_000
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hashed = (password: string): Promise<string> | string =>
  hashing === 'trivial' ? trivialHash(password) : hash(password, COST)
const isRight = (kept: string, password: string): Promise<boolean> | boolean =>
  hashing === 'trivial' ? kept === trivialHash(password) : verify(kept, password)

function beginSession(userId: string): string {
  const token = randomBytes(32).toString('base64url')
  addSession.run(sha256(token), userId, Date.now() + DAY_MS)
  return token
}

interface Credentials {
  readonly name: string
  readonly password: string
}
const body = { type: 'object', properties: { name: { type: 'string' }, password: { type: 'string' } } }
const app = fastify()
app.post<{ Body: Credentials }>('/sign-up', { schema: { body } }, async ({ body: { name, password } }) => {
  const id = randomUUID()
  addUser.run(id, name, await hashed(password))
  return { token: beginSession(id) }
})
app.post<{ Body: Credentials }>('/sign-in', { schema: { body } }, async ({ body: { name, password } }, reply) => {
  const user = userOf.get(name)
  if (!user || !(await isRight(user.hash, password))) return reply.status(401).send({ code: 'wrong' })
  return { token: beginSession(user.id) }
})
app.get('/session', (request, reply) => {
  const session = sessionOf.get(sha256(request.headers.authorization?.slice('Bearer '.length) ?? ''))
  if (!session || session.expiresAt < Date.now()) return reply.status(401).send({ code: 'expired' })
  return reply.send(session)
})
answerBench(await app.listen({ host: '127.0.0.1', port: 0 }))
