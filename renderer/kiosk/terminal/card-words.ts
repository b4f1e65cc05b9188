import type { CardKind } from '../../form/form-kind.ts'

/** Every word of reading a card at the terminal that no row of the contract already says. */
export const cardWords = {
  leads: {
    'read-id-card': '请把本人的身份证平放在读卡器上。',
    'sign-in-by-card': '请把本人的身份证平放在读卡器上，再用账号的手机验证。',
  },
  steps: {
    'read-id-card': ['放上身份证，读完前请勿移动', '取回身份证', '核对证件信息后确认'],
    'sign-in-by-card': ['放上身份证，读完前请勿移动', '取回身份证', '用账号的手机接收短信验证码'],
  },
  checking: '正在核对，请取回证件',
  offline: '当前离线，暂时不能刷身份证',
  hints: {
    disconnected: '可以换一种方式办理，也可呼叫工作人员。',
    failed: '请取走证件后重新放置；仍读不出请换一种方式。',
  },
  manually: '手动填写',
  again: '重新读卡',
} as const satisfies {
  readonly leads: Readonly<Record<CardKind, string>>
  readonly steps: Readonly<Record<CardKind, readonly string[]>>
} & Readonly<Record<string, unknown>>
