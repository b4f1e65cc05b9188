import type { FastifyInstance } from 'fastify'
import type { Handlers } from '../platform/http/caller.ts'
import type { IntakeParts } from './intake-parts.ts'
import { statusOf, takeIn } from './intake.service.ts'
import { RECEIPT_PAGE_POLICY, receiptPage } from './receipt-page.ts'

/** Records from kiosks, and what became of them. */
export function intakeRoutes(parts: IntakeParts): Pick<Handlers, 'postRecords' | 'receiptStatus'> {
  return {
    postRecords: ({ caller, body }) => takeIn(parts, caller.kioskId, body),
    receiptStatus: ({ params }) => statusOf(parts, params['receiptNumber'] ?? ''),
  }
}

/** The page that a citizen's phone opens from a printed receipt. */
export function bindReceiptPage(app: FastifyInstance, parts: Pick<IntakeParts, 'database'>): void {
  app.get<{ Params: { receiptNumber: string } }>('/r/:receiptNumber', async (request, reply) => {
    const page = receiptPage(await statusOf(parts, request.params.receiptNumber))
    return reply.type('text/html; charset=utf-8').header('content-security-policy', RECEIPT_PAGE_POLICY).send(page)
  })
}
