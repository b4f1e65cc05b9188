import { exit, type Flow } from '../language.ts'
import { onlineRow } from '../online-kinds.ts'
import { appealOpened, claimRows } from './identity.ts'

/** 自然人注册 (manual 1.1): the account exists and is signed in after the first step; the real name may be skipped. */
export const registerAccount: Flow = {
  id: 'register-account',
  version: 1,
  title: '注册',
  runs: 'server',
  steps: [onlineRow('register-account', {}), ...claimRows(exit('done'))],
  end: {
    page: 'registered',
    instead: [
      { step: 'real-name', outcome: 'verified', page: 'registered-and-verified' },
      { step: 'confirm-card', outcome: 'verified', page: 'registered-and-verified' },
      { step: 'prove-former-phone', outcome: 'taken-over', page: 'registered-and-verified' },
      appealOpened,
    ],
  },
}
