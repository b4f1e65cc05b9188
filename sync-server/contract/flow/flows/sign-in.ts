import { exit, type Flow, to } from '../language.ts'
import { onlineRow } from '../online-kinds.ts'

const restored = [{ step: 'restore-account', outcome: 'restored', page: 'account-restored' }] as const
const leaveClosed = { kept: exit('cancelled') }

/** 账号登录 by username, phone or ID number (manual 1.2.1); whoever is closing the account may take that back here. */
export const signIn: Flow = {
  id: 'sign-in',
  version: 1,
  title: '账号登录',
  runs: 'server',
  steps: [
    onlineRow('sign-in', { on: { 'signed-in': exit('done'), closing: to('restore-account') } }),
    onlineRow('restore-account', { on: leaveClosed }),
  ],
  end: { instead: restored },
}

/** 短信登录 (manual 1.2.2). */
export const signInBySms: Flow = {
  id: 'sign-in-by-sms',
  version: 1,
  title: '短信登录',
  runs: 'server',
  steps: [
    onlineRow('sign-in-by-sms', { on: { 'signed-in': exit('done'), closing: to('restore-account') } }),
    onlineRow('restore-account', { on: leaveClosed }),
  ],
  end: { instead: restored },
}

/** 扫码登录 (manual 1.2.3): the phone on which the citizen is signed in lets this kiosk in. */
export const signInByQr: Flow = {
  id: 'sign-in-by-qr',
  version: 1,
  title: '扫码登录',
  runs: 'server',
  steps: [
    onlineRow('scan-code', { on: { 'signed-in': exit('done'), closing: to('restore-account') } }),
    onlineRow('restore-account', { on: leaveClosed }),
  ],
  end: { instead: restored },
}

/** 刷身份证登录: the card says which account, its phone who holds it. */
export const signInByCard: Flow = {
  id: 'sign-in-by-card',
  version: 1,
  title: '刷身份证登录',
  runs: 'server',
  steps: [
    onlineRow('sign-in-by-card', { isRevisable: true }),
    onlineRow('prove-card-holder', { on: { 'signed-in': exit('done'), closing: to('restore-account') } }),
    onlineRow('restore-account', { on: leaveClosed }),
  ],
  end: { instead: restored },
}
