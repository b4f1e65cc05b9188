import { type Ref, ref, shallowRef } from 'vue'
import type { FaceAttempt, FaceCheckView } from '../../../sync-server/contract/face-check.ts'
import type { Failure } from '../../../sync-server/contract/failure.ts'
import type { CapturedPicture } from '../../shared/useCapture.ts'
import { failureOf } from '../../shared/call-route.ts'
import type { Phone } from '../client/phone.ts'
import { dropTicket } from '../ticket/held-ticket.ts'
import { faceRequests } from './face-requests.ts'

/** The number that was picked for a ticket: a reload goes on with it. */
interface Picked {
  readonly phoneToken: string
  readonly matchNumber: string
}
const PICKED = 'face'

/** One request at a time: a second touch is not sent. */
function oneAtATime() {
  const isBusy = ref(false)
  const failure = shallowRef<Failure>()
  async function doing(work: () => Promise<void>): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    failure.value = undefined
    try {
      await work()
    } catch (error) {
      failure.value = failureOf(error)
    } finally {
      isBusy.value = false
    }
  }
  return { isBusy, failure, doing }
}

/** The number of a ticket, kept in this tab. */
function pickedNumber({ store }: Phone, phoneToken: string) {
  const kept = store.get<Picked>(PICKED)
  let matchNumber = kept?.phoneToken === phoneToken ? kept.matchNumber : ''
  return {
    held: () => ({ phoneToken, matchNumber }),
    isPicked: matchNumber !== '',
    pick(number: string): void {
      matchNumber = number
      store.set(PICKED, { phoneToken, matchNumber } satisfies Picked)
    },
  }
}

type Ask = ReturnType<typeof faceRequests>

/** What the screens do with the check: each shows what came of it. */
interface Doing {
  readonly doing: (work: () => Promise<void>) => Promise<void>
  readonly see: (asking: () => Promise<FaceCheckView>) => Promise<void>
}

/** The tries before the camera. */
function triesWith(ask: Ask, { doing, see }: Doing) {
  const attempt = shallowRef<FaceAttempt>()
  async function begin(): Promise<void> {
    attempt.value = undefined
    await doing(async () => void (attempt.value = await ask.attempt()))
  }
  async function send(picture: CapturedPicture): Promise<void> {
    const current = attempt.value
    if (current) await see(() => ask.send(current, picture))
    attempt.value = undefined
  }
  return { attempt, begin, send }
}

/** What is answered before the camera and after it. */
function answersWith(ask: Ask, { doing, see }: Doing, view: Readonly<Ref<FaceCheckView | undefined>>) {
  const hasPassword = ref(false)
  return {
    hasPassword,
    giveRealName: (typed: Parameters<Ask['giveRealName']>[0]) => see(() => ask.giveRealName(typed)),
    consent: async (isAgreed: boolean): Promise<void> => {
      const asked = view.value
      if (asked) await see(() => ask.consent(asked, isAgreed))
    },
    setPassword: (typed: Parameters<Ask['setPassword']>[0]) =>
      doing(async () => {
        await ask.setPassword(typed)
        hasPassword.value = true
      }),
  }
}

/** 人脸识别认证 in a citizen's hands: the check of the ticket that this phone holds, as the server sees it. */
export function useFaceCheck(phone: Phone, phoneToken: string) {
  const number = pickedNumber(phone, phoneToken)
  const ask = faceRequests(phone.call, number.held)
  const { isBusy, failure, doing } = oneAtATime()
  const view = shallowRef<FaceCheckView>()
  const isLeft = ref(false)
  const see = (asking: () => Promise<FaceCheckView>): Promise<void> =>
    doing(async () => {
      view.value = await asking()
    })
  const tries = triesWith(ask, { doing, see })
  const answers = answersWith(ask, { doing, see }, view)
  const pick = (picked: string): Promise<void> => {
    number.pick(picked)
    return see(ask.look)
  }
  /** 改到现场办: the ticket is given up; the kiosk has the way on. */
  async function leave(): Promise<void> {
    tries.attempt.value = undefined
    isLeft.value = true
    phone.store.drop(PICKED)
    dropTicket(phone)
    await ask.giveUp().catch(() => undefined)
  }
  if (number.isPicked) void see(ask.look)
  return { view, failure, isBusy, isLeft, pick, leave, ...tries, ...answers }
}
