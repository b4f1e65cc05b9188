import type { Component, InjectionKey } from 'vue'

/** What a step asks of the frame that the screen puts around it. */
export interface FrameProps {
  readonly title: string
  readonly isWaiting?: boolean
  /** One column whatever the screen. */
  readonly isStacked?: boolean
  /** Something is typed here: a screen without a keyboard of its own brings one. */
  readonly hasKeyboard?: boolean
}

/** Where a step finds the frame of its screen; a terminal has another one than a phone. Its slots: `aside` before the step, the step, its `actions`, and `after` them ways to other things. */
export const frameKey: InjectionKey<Component> = Symbol('frame')
