import type { Message } from './messages.port.ts'

/** The text of a message where no gateway's template holds it: in mail and in the sandbox. */
export function textOf(message: Message): string {
  const { kind, purpose, minutes, code = '' } = message
  if (kind === 'notice') return message.text ?? ''
  if (kind === 'phone-not-registered') {
    return `有人用您的号码办理“${purpose}”，但它还没有注册账号。需要使用请先注册；不是您本人操作请忽略。`
  }
  return `验证码 ${code}，用于“${purpose}”，${minutes} 分钟内有效。工作人员不会向您索要验证码，请勿告诉他人；不是您本人操作请忽略。`
}

/** The subject of a mail; it holds no code, since subjects are shown on locked screens. */
export function subjectOf({ kind, purpose }: Message): string {
  return kind === 'code' ? `${purpose}验证码` : `${purpose}提醒`
}
