import type { Flow } from '../language.ts'
import { onlineRow } from '../online-kinds.ts'

/** 自然人注册 (manual 1.1): the account exists and is signed in after the first step; the real name may be skipped. */
export const registerAccount: Flow = {
  id: 'register-account',
  version: 1,
  title: '注册',
  runs: 'server',
  steps: [onlineRow('register-account', {}), onlineRow('real-name', { on: { skipped: { exit: 'done' } } })],
  end: {
    page: 'registered',
    instead: [{ step: 'real-name', outcome: 'verified', page: 'registered-and-verified' }],
  },
}
