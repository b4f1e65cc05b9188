import { Problem } from '../../contract/failure.ts'
import type { Clock } from '../clock.ts'
import type { Ephemeral } from './ephemeral.ts'

const PREFIX = 'hall:'
const ANSWER_WITHIN_MS = 2000

/**
 * Every key is a hash of a value `v` or a count `n`, and the instant `e` (milliseconds) at which it expires by the server's own
 * clock, so that every engine agrees on what has expired; Redis's own expiry only clears up. One script is one step for all.
 */
const scripts = {
  put: `redis.call('DEL', KEYS[1])
    redis.call('HSET', KEYS[1], 'v', ARGV[1], 'e', ARGV[2])
    redis.call('PEXPIRE', KEYS[1], ARGV[3])`,
  take: `local row = redis.call('HMGET', KEYS[1], 'v', 'e')
    if not row[2] or tonumber(row[2]) <= tonumber(ARGV[1]) then return false end
    redis.call('DEL', KEYS[1])
    return row[1]`,
  count: `local ends = redis.call('HGET', KEYS[1], 'e')
    if ends and tonumber(ends) > tonumber(ARGV[1]) then return redis.call('HINCRBY', KEYS[1], 'n', 1) end
    redis.call('DEL', KEYS[1])
    redis.call('HSET', KEYS[1], 'n', 1, 'e', ARGV[2])
    redis.call('PEXPIRE', KEYS[1], ARGV[3])
    return 1`,
  uncount: `local count = tonumber(redis.call('HGET', KEYS[1], 'n') or 0)
    if count == 1 then redis.call('DEL', KEYS[1]) elseif count > 1 then redis.call('HINCRBY', KEYS[1], 'n', -1) end`,
} as const
type Script = keyof typeof scripts

/** The few calls made of the client; scripts are sent once and then called by their digest. */
interface Client {
  script(name: Script, key: string, values: readonly (string | number)[]): Promise<unknown>
  fields(key: string): Promise<readonly (string | null)[]>
  remove(keys: readonly string[]): Promise<unknown>
  quit(): Promise<unknown>
}

/** A lost Redis must not make citizens wait: a call is answered soon or refused, and reconnecting goes on behind it. */
async function connect(url: string): Promise<Client> {
  const { Redis } = await import('ioredis')
  const redis = new Redis(url, {
    keyPrefix: PREFIX,
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    // What was on its way when the line broke may have been done: it is refused, not done twice.
    autoResendUnfulfilledCommands: false,
    commandTimeout: ANSWER_WITHIN_MS,
    connectTimeout: ANSWER_WITHIN_MS,
  })
  redis.on('error', () => undefined)
  for (const [name, lua] of Object.entries(scripts)) redis.defineCommand(name, { numberOfKeys: 1, lua })
  const called = redis as unknown as Record<Script, (key: string, ...values: (string | number)[]) => Promise<unknown>>
  await redis.connect().catch((cause: unknown) => {
    redis.disconnect()
    throw new Error('Redis cannot be reached', { cause })
  })
  return {
    script: (name, key, values) => called[name](key, ...values),
    fields: (key) => redis.hmget(key, 'v', 'e'),
    remove: (keys) => redis.del(...keys),
    quit: () => redis.quit().catch(() => redis.disconnect()),
  }
}

async function answered<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (cause) {
    throw new Problem('server.busy', { cause })
  }
}

/** Short-lived state in Redis or Valkey at a `redis://` or `rediss://` URL; throws when it cannot be reached at the start. */
export async function redisEphemeral(url: string, clock: Clock): Promise<Ephemeral> {
  const client = await connect(url)
  const now = (): number => clock.now().getTime()
  const run = (name: Script, key: string, ...values: (string | number)[]): Promise<unknown> =>
    answered(client.script(name, key, values))
  const lasting = async (key: string): Promise<{ value: string | null; leftMs: number } | undefined> => {
    const [value = null, expiresAt] = await answered(client.fields(key))
    const leftMs = Number(expiresAt ?? 0) - now()
    return leftMs > 0 ? { value, leftMs } : undefined
  }
  return {
    put: async (key, value, ttlSeconds) => {
      await run('put', key, value, now() + ttlSeconds * 1000, ttlSeconds * 1000)
    },
    get: async (key) => (await lasting(key))?.value ?? undefined,
    take: async (key) => ((await run('take', key, now())) as string | null) ?? undefined,
    count: async (key, windowSeconds) =>
      Number(await run('count', key, now(), now() + windowSeconds * 1000, windowSeconds * 1000)),
    uncount: async (key) => {
      await run('uncount', key)
    },
    secondsLeft: async (key) => {
      const found = await lasting(key)
      return found && Math.ceil(found.leftMs / 1000)
    },
    remove: async (...keys) => {
      await answered(client.remove(keys))
    },
    sweep: () => Promise.resolve(),
    close: async () => {
      await client.quit()
    },
  }
}
