import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { HolderWay } from '../contract/holder-way.ts'

/** What the server counts about itself; labels are routes, statuses and codes, never people. */
export interface Metrics {
  answered(route: string, status: number, seconds: number): void
  record(decision: 'granted' | 'returned' | 'again' | 'rejected' | 'repeated'): void
  /** How long a verification took on site, by the way on which the holder was matched. */
  verified(way: HolderWay, kioskId: string, seconds: number): void
  /** Levels that their evidence did not support at the last nightly check. */
  levelFaults(count: number): void
  text(): Promise<string>
  readonly contentType: string
  close(): void
}

/** Metrics of one server in a registry of its own. */
export function prometheusMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const seconds = new Histogram({
    name: 'hall_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  })
  const records = new Counter({
    name: 'hall_records_total',
    help: 'Records by the answer that they got',
    labelNames: ['decision'],
    registers,
  })
  const verified = new Histogram({
    name: 'hall_verification_seconds',
    help: 'Time of a verification on site from its first screen to its last, by the way of matching the holder',
    labelNames: ['way', 'kiosk'],
    buckets: [60, 90, 120, 180, 240, 300, 420, 600, 900, 1800],
    registers,
  })
  const levelFaults = new Gauge({
    name: 'hall_level_faults',
    help: 'Levels that their evidence did not support at the last nightly check',
    registers,
  })
  return {
    answered: (route, status, taken) => seconds.observe({ route, status: String(status) }, taken),
    record: (decision) => records.inc({ decision }),
    verified: (way, kiosk, taken) => verified.observe({ way, kiosk }, taken),
    levelFaults: (count) => levelFaults.set(count),
    text: () => registry.metrics(),
    contentType: registry.contentType,
    close: () => registry.clear(),
  }
}
