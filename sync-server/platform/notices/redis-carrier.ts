import type { Carrier } from './notices.ts'

const CHANNEL = 'hall:changed'
const CONNECT_WITHIN_MS = 2000

/**
 * Carries notices through Redis or Valkey. What is lost while the line is down is not sent again: whoever listens is told to look
 * when the line is back, and the database is asked now and then all the same.
 */
export async function redisCarrier(url: string, arrived: (topic: string | undefined) => void): Promise<Carrier> {
  const { Redis } = await import('ioredis')
  const terms = { lazyConnect: true, connectTimeout: CONNECT_WITHIN_MS, maxRetriesPerRequest: 1 }
  const sending = new Redis(url, { ...terms, enableOfflineQueue: false })
  const hearing = new Redis(url, terms)
  for (const line of [sending, hearing]) line.on('error', () => undefined)
  try {
    await Promise.all([sending.connect(), hearing.connect()])
    await hearing.subscribe(CHANNEL)
  } catch (cause) {
    for (const line of [sending, hearing]) line.disconnect()
    throw new Error('Redis cannot be reached', { cause })
  }
  hearing.on('message', (_channel, topic: string) => arrived(topic))
  hearing.on('ready', () => arrived(undefined))
  return {
    send: (topic) => void sending.publish(CHANNEL, topic).catch(() => undefined),
    close: async () => {
      await Promise.all([sending, hearing].map((line) => line.quit().catch(() => line.disconnect())))
    },
  }
}
