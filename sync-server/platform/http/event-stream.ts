import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { TimerWheel } from '../timer-wheel.ts'

/** Whoever follows something: is sent every event, and told when there will be none any more. */
export interface Follower {
  send(event: unknown): void
  end(): void
}

/** Begins to feed a follower; the answer stops that. */
export type Feed = (follower: Follower) => () => void

const HEARTBEAT_MS = 15_000
/** After how long a browser or kiosk comes back when the line broke. */
const RETRY_MS = 2000
/** A follower that takes nothing in any more is let go: it comes back and is told how things stand. */
const MAX_UNSENT_BYTES = 256 * 1024

/** Beats on one wheel for all streams, so that proxies and kiosks see that the line lives. */
function beat(wheel: TimerWheel, now: () => Date, pulse: () => void): () => void {
  let forget = (): void => undefined
  const again = (): void => {
    forget = wheel.at(new Date(now().getTime() + HEARTBEAT_MS), () => {
      pulse()
      again()
    })
  }
  again()
  return () => forget()
}

function write(raw: ServerResponse, text: string): void {
  if (raw.writableEnded || raw.destroyed) return
  raw.write(text)
  if (raw.writableLength > MAX_UNSENT_BYTES) raw.destroy()
}

/** Answers with server-sent events (WHATWG HTML 9.2) from a feed, until one of the two sides ends it. */
export function sendEvents(
  reply: FastifyReply,
  feed: Feed,
  { wheel, now }: { wheel: TimerWheel; now: () => Date },
): void {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    ...reply.getHeaders(),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  } as Record<string, string>)
  write(raw, `retry: ${RETRY_MS}\n\n`)
  const stops: (() => void)[] = [beat(wheel, now, () => write(raw, ':\n\n'))]
  raw.on('close', () => stops.splice(0).forEach((stop) => stop()))
  let id = 0
  const leave = feed({
    send: (event) => write(raw, `id: ${++id}\ndata: ${JSON.stringify(event)}\n\n`),
    end: () => void raw.end(),
  })
  if (raw.destroyed) leave()
  else stops.push(leave)
}
