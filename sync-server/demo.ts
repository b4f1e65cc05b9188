import type { FastifyInstance } from 'fastify'
import type { Settings } from './platform/settings.ts'
import { type DemoPerson, readDemoPeople } from './sandbox/demo-seed.ts'
import { bindSandbox } from './sandbox/sandbox.routes.ts'
import { seedSandbox } from './sandbox/sandbox.service.ts'

export { keepAnswer } from './sandbox/captcha-answers.service.ts'
export { keepMessage } from './sandbox/inbox.service.ts'
export { demoHall } from './sandbox/sandbox.service.ts'

type Parts = Parameters<typeof bindSandbox>[2] & Parameters<typeof seedSandbox>[0]

/** Seeds and serves the sandbox in demo mode; packages are built with `demo.production.ts` in place of this file. */
export async function bindDemo(app: FastifyInstance, parts: Parts, settings: Settings): Promise<void> {
  if (settings.mode !== 'demo') return
  bindSandbox(app, await seedSandbox(parts, peopleOf(settings)), parts)
}

function peopleOf({ demoSeed }: Settings): readonly DemoPerson[] {
  return demoSeed === undefined ? [] : readDemoPeople(demoSeed)
}
