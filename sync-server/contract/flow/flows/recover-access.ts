import type { Flow } from '../language.ts'
import { onlineRow } from '../online-kinds.ts'

/** 找回密码 (manual 1.2.4): phone, and the ID number too where the account has a real name. It never signs anybody in. */
export const recoverAccess: Flow = {
  id: 'recover-access',
  version: 1,
  title: '找回密码',
  runs: 'server',
  steps: [
    onlineRow('name-account', { isRevisable: true }),
    onlineRow('choose-recovery-way', { isRevisable: true }),
    onlineRow('verify-phone', {}),
    onlineRow('set-password', {}),
  ],
  end: { page: 'password-set' },
}
