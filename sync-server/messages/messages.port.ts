/** What a message is about; every gateway has a template for each. */
export type MessageKind = 'code' | 'phone-not-registered' | 'notice'

/** One message on its way to a person. `code` is for the template; the sandbox shows it, nothing logs it. */
export interface Message {
  readonly channel: 'sms' | 'email'
  readonly to: string
  readonly kind: MessageKind
  readonly code?: string
  /** What the code is for, in the reader's words: 注册, 登录 … */
  readonly purpose: string
  readonly minutes: number
  /** The whole text of a notice, which every gateway's template takes as its one word. */
  readonly text?: string
  /** Names the message where it is tried again, so that whoever knows keys takes it once. */
  readonly key?: string
}

/** Hands messages to a gateway. Throws Problem('message.not-delivered') when the gateway did not take one; never retries by itself. */
export interface Messenger {
  send(message: Message): Promise<void>
}
