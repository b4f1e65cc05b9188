import type { StepHandler } from '../step-handler.ts'

/** 填写账户名: what was typed is remembered, and nothing is looked up yet, so that every name leads on alike. */
export const nameAccount: StepHandler<'name-account'> = {
  input: () => Promise.resolve({}),
  answer: (_context, { accountName }) => Promise.resolve({ outcome: 'named', memory: { accountName } }),
}
