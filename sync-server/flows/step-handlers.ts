import type { StepHandlers } from './step-handler.ts'

/** Every kind of step with its handler; a flow that needs another kind cannot begin. */
export const stepHandlers: Partial<StepHandlers> = {}
