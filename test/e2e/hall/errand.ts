import type { Hall } from './hall.ts'

/** What a citizen comes for: whose account, which card, and whether the face may be used. */
export interface Errand {
  readonly phone: string
  readonly card: string
  readonly isFaceAllowed: boolean
}

/** One step of an errand, as the people at the counter do it. */
export interface ErrandStep {
  readonly name: string
  readonly do: () => Promise<void>
}

/** Every step of an errand on its normal way, from the account to the clerk's signature. */
export function stepsOf(hall: Hall, { phone, card, isFaceAllowed }: Errand): readonly ErrandStep[] {
  const step = (name: string, act: () => Promise<void>): ErrandStep => ({ name, do: act })
  const robot = (): Hall['counter'] => hall.counter // a restarted kiosk has a new one
  const holderCheck = isFaceAllowed
    ? [step('人脸采集', () => robot().compareFaces('继续'))]
    : [step('人工核对', () => robot().compareByEye()), step('值班长复核', () => robot().approve())]
  return [
    step('查找账号', () => robot().claimAccount(phone)),
    step('实证核验告知书', () => robot().consent('实证核验告知书')),
    step('人脸信息单独同意书', () => robot().consent('人脸信息单独同意书', isFaceAllowed)),
    step('读取证件', () => readCard(hall, card)),
    ...holderCheck,
    step('签名确认', () => robot().sign()),
    step('核对信息', () => robot().confirmReview()),
    step('工作人员确认', () => robot().attest()),
  ]
}

/** Does some steps of an errand, by default all of them; the counter is signed in and at its home screen before. */
export async function doErrand(hall: Hall, errand: Errand, upTo?: string): Promise<void> {
  await hall.counter.begin()
  for (const step of stepsOf(hall, errand)) {
    if (step.name === upTo) return
    await step.do()
  }
}

/** Places the card, waits until it is read and confirmed, and hands it back. */
export async function readCard(hall: Hall, card: string): Promise<void> {
  await hall.counter.sees('读取证件')
  await hall.devices.place(card)
  await hall.counter.confirmCard()
  await hall.devices.lift()
}

/** From two people's comparison to the receipt: what every way without a face match ends with. */
export async function finishByTwoPeople({ counter }: Hall): Promise<void> {
  await counter.compareByEye()
  await counter.approve()
  await counter.sign()
  await counter.confirmReview()
  await counter.attest()
  await counter.sees('已授予高级认证')
  await counter.finish()
}
