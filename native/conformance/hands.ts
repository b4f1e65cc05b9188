/** What somebody has to do at the reader; `isConfirmed` = only they can say when it is done. */
interface HandAction {
  readonly asks: string
  readonly isConfirmed?: true
}

/** Everything that a trial asks of a pair of hands, in plain words. */
export const handActions = {
  clear: { asks: '请确认读卡器上没有任何证件或卡片。' },
  'place-card': { asks: '请把一张居民身份证（或居住证、永久居留身份证）平放在读卡区，不要移动。' },
  'lift-card': { asks: '请把读卡器上的证件或卡片拿走。' },
  'place-card-again': { asks: '请把刚才那张证件重新平放在读卡区，不要移动。' },
  'place-wrong-card': {
    asks: '请在读卡区放一张不是身份证件的卡，例如银行卡或公交卡，放好后按回车键。',
    isConfirmed: true,
  },
  unplug: { asks: '请拔下读卡器的 USB 线或串口线。' },
  'plug-in': { asks: '请把读卡器的线重新插回原来的接口。' },
} as const satisfies Record<string, HandAction>

export type HandActionName = keyof typeof handActions

/** Whoever lays cards down and pulls plugs: a person who is told, or the handles of a simulator. */
export interface Hands {
  /** Resolves when the action was asked for, or, for a confirmed one, when it is said to be done. */
  perform(action: HandActionName, signal: AbortSignal): Promise<void>
}
