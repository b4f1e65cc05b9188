import { type FailureRow, row } from './failure-row.ts'

/** 服务授权 (manual 1.4). */
export const consentFailures = {
  'authorisation.gone': row(410, '这次授权已过期或已用过', '请返回要办理的服务，重新打开'),
  'authorisation.other-browser': row(403, '这次授权不是在本浏览器中开始的', '请在本浏览器中重新打开要办理的服务'),
  'authorisation.sign-in-again': row(403, '这项服务要求您重新登录', '请重新登录，完成后自动返回这项服务'),
} as const satisfies Record<string, FailureRow>
