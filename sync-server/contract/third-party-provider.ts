import { Type } from 'typebox'

/** Whose accounts sign a citizen in (manual 1.2.1), in the manual's order; `title` stands on the button. */
export const thirdParties = {
  'national-platform': { title: '国家政务服务平台账号登录', name: '国家政务服务平台' },
  alipay: { title: '支付宝', name: '支付宝' },
  wechat: { title: '微信', name: '微信' },
  baidu: { title: '百度', name: '百度' },
} as const
export type ThirdPartyProvider = keyof typeof thirdParties

/** The ids of all third parties. */
export const thirdPartyProviders = Object.keys(thirdParties) as ThirdPartyProvider[]
export const ThirdPartyProvider = Type.Enum(thirdPartyProviders)
