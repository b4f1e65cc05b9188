import { type AuthenticationMethod, verificationWays } from '../../../sync-server/contract/account-centre.ts'
import type { AccountFile, AccountState } from '../../../sync-server/contract/console.ts'

/** How a session began, in an administrator's words. */
export const methodWord: Readonly<Record<AuthenticationMethod, string>> = {
  password: '密码',
  sms: '短信验证码',
  registration: '注册',
  qr: '扫码',
  'third-party': '第三方账号',
  card: '证件',
}

/** A piece of evidence by the way that it belongs to. */
export function evidenceWord(kind: AccountFile['evidence'][number]['kind']): string {
  return kind === 'card-chip' ? '证件芯片' : verificationWays[kind].title
}

/** The shape beside a state. */
export function stateTone(state: AccountState): 'good' | 'idle' | 'careful' | 'bad' {
  return ({ active: 'good', frozen: 'bad', closing: 'careful', deregistered: 'idle' } as const)[state]
}
