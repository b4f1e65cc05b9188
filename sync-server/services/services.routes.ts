import { services } from '../contract/directory.ts'
import type { Handlers } from '../platform/http/caller.ts'
import { openService, type ServiceParts } from './services.service.ts'

/** 办事目录 and opening what stands in it. */
export function serviceRoutes(parts: ServiceParts): Pick<Handlers, 'listServices' | 'openService'> {
  return {
    listServices: () => Promise.resolve({ services: [...services] }),
    openService: ({ caller, params }) => openService(parts, caller, params['serviceId'] ?? ''),
  }
}
