import { Type } from 'typebox'
import { OpenedService, ServiceItem } from './directory.ts'
import type { Route } from './route-row.ts'
import { object } from './shape.ts'

/** 办事目录 and opening what stands in it. */
export const serviceRoutes = {
  listServices: {
    method: 'GET',
    path: '/v1/services',
    guard: 'open',
    summary: '办事目录: what the hall offers, and the level that each service needs',
    reply: object({ services: Type.Array(ServiceItem) }),
  },
  openService: {
    method: 'POST',
    path: '/v1/services/:serviceId/visits',
    guard: 'client',
    summary: 'Open a service; L1 needs no account, any other the level that the directory names',
    level: { ofService: 'serviceId' },
    body: object({}),
    reply: OpenedService,
  },
} as const satisfies Record<string, Route>
