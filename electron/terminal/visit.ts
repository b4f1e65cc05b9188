import { Problem } from '../../sync-server/contract/failure.ts'
import { flowOf, signsOut } from '../../sync-server/contract/flow/index.ts'
import type { OnlineFlowState } from '../../sync-server/contract/online-flow.ts'
import type { TerminalView } from '../bridge/terminal-view.ts'
import { CardWatch } from './card-watch.ts'
import { CentreErrands } from './centre-errands.ts'
import { type Errand, Errands } from './errands.ts'
import { FlowInHand } from './flow-in-hand.ts'
import { isOver, isUnclear, wasTaken } from '../../sync-server/contract/flow/lost-answer.ts'
import { PhoneWatch } from './phone-watch.ts'
import { VisitAccount } from './visit-account.ts'
import { VisitKeys } from './visit-keys.ts'
import type { VisitPorts } from './visit-ports.ts'
import { VisitWish } from './visit-wish.ts'

/** An answer on its way: to which flow, for which errand, and what it said. */
interface Sent {
  readonly flow: FlowInHand
  readonly errand: Errand
  readonly output: unknown
}

/**
 * One citizen before the terminal, from the first touch to 结束并清除; in memory only. It makes one request at a time: a second
 * tap is not sent. When an answer is lost, it asks how the flow stands before anything is told.
 */
export class Visit {
  /** The service that all of this may be for. */
  readonly wish: VisitWish
  /** 个人中心, for whoever is signed in. */
  readonly centre: CentreErrands
  /** The card on the reader, for steps that wait for one. */
  readonly card: CardWatch
  readonly #ports: VisitPorts
  readonly #keys = new VisitKeys()
  readonly #account: VisitAccount
  readonly #errands: Errands
  readonly #phone: PhoneWatch
  #flow: FlowInHand | undefined

  constructor(ports: VisitPorts) {
    this.#ports = ports
    this.#account = new VisitAccount(ports.desk)
    this.#errands = new Errands(() => this.#changed())
    const answer = (step: string, output: unknown): void => void this.#answer(step, output).catch(() => undefined)
    this.card = new CardWatch({
      ...{ reader: ports.reader, answer, changed: () => this.#changed() },
      ...{ flow: () => this.#flow, isBusy: () => this.#errands.isBusy },
    })
    this.#phone = new PhoneWatch({
      ...ports,
      keys: () => ({ token: this.#keys.token, flowId: this.#keys.flowId }),
      heard: (state) => this.#hear(state),
      collect: (step) => answer(step, { act: 'collect' }),
    })
    const token = (): string | undefined => this.#keys.token
    const work = (task: (errand: Errand) => Promise<void>): Promise<void> => this.#work(task)
    this.centre = new CentreErrands({ account: this.#account, token, work })
    this.wish = new VisitWish({
      ...{ ...ports, token, work },
      changed: () => this.#changed(),
      signedOut: () => void this.#dropAccount(),
    })
  }

  view(): Pick<TerminalView, 'account' | 'sessions' | 'appeals' | 'flow' | 'wish'> {
    const { centre: account, sessions, appeals } = this.#account
    return { account, sessions, appeals, flow: this.#flow?.view(this.#errands.isBusy), wish: this.wish.view }
  }

  /** Begins a flow in place of the one that may be running. Throws Problem. */
  async begin(flow: string): Promise<void> {
    if (flowOf(flow)?.runs !== 'server') throw new Problem('flow.unknown')
    await this.#work(async (errand) => {
      const state = await this.#ports.desk.begin(flow, this.#keys.token)
      if (errand.isLeft) return this.#discard(state)
      this.#forgetFlow()
      this.#flow = new FlowInHand(this.#ports.nextRun(), state)
      await this.#adopt(this.#flow, state, errand)
    })
  }

  /** Answers the current step; a stale or second answer changes nothing. What was not taken stands in the view. */
  async answer(step: string, output: unknown): Promise<void> {
    if (this.card.isAt(step)) throw new Problem('request.invalid') // only the reader answers there
    await this.#answer(step, output)
  }

  async #answer(step: string, output: unknown): Promise<void> {
    const flow = this.#flow
    if (!flow || flow.shown.step?.id !== step) return
    const ask = () => this.#ports.desk.answer(this.#keys, step, output)
    await this.#work(async (errand) => {
      if (!flow.accepts(output)) flow.failure = { code: 'request.invalid' }
      else await this.#send({ flow, errand, output }, ask)
    })
  }

  async back(): Promise<void> {
    const flow = this.#flow
    const { step, canGoBack } = flow?.shown ?? {}
    if (!flow || !step || !canGoBack) return
    const ask = () => this.#ports.desk.goBack(this.#keys, step.id)
    await this.#work((errand) => this.#send({ flow, errand, output: undefined }, ask))
  }

  /** Leaves the flow or closes its last page, also while an answer hangs. */
  closeFlow(): void {
    if (!this.#flow) return
    this.#errands.leave()
    this.#forgetFlow()
    this.#changed()
  }

  /** 退出: signs out here at once and at the server in the background. */
  signOut(): void {
    this.#errands.leave()
    this.#flow = undefined
    this.wish.drop()
    const { flowId } = this.#keys.takeFlow()
    this.#ports.farewells.say({ token: this.#dropAccount(), flowId }, true)
    this.#changed()
  }

  /** Nothing of this person stays; what is still under way is ended when it comes back. */
  end(): void {
    this.#errands.close()
    this.signOut()
  }

  /** The network is back: asks for what could not be asked before. Never throws: nobody waits for it. */
  async catchUp(): Promise<void> {
    const flow = this.#flow?.isDoubtful ? this.#flow : undefined
    if (this.#errands.isBusy || !(flow || this.#account.isStale)) return
    await this.#work(async (errand) => {
      try {
        if (flow) await this.#adopt(flow, await this.#ports.desk.read(this.#keys), errand)
        else await this.centre.refreshWithin(errand)
      } catch (error) {
        const failure = this.#ports.failureOf(error)
        if (flow && isOver(error)) flow.failure = failure
      }
    })
  }

  #changed(): void {
    this.#phone.see(this.#flow, this.#errands.isBusy)
    this.card.see()
    this.#ports.changed()
  }

  /** The server's word on what the phone has done. Nobody waits for it. */
  #hear(state: OnlineFlowState): void {
    const flow = this.#flow
    if (!flow || state.id !== this.#keys.flowId) return
    if (this.#errands.isBusy) return this.#phone.keep(state)
    if (!flow.isNews(state)) return
    void this.#work((errand) => this.#adopt(flow, state, errand)).catch(() => undefined)
  }

  async #work(task: (errand: Errand) => Promise<void>): Promise<void> {
    try {
      await this.#errands.run(task)
    } catch (error) {
      this.#dropWhatIsOver(error)
      throw error
    }
  }

  /** Sends one answer; whatever comes back, or does not, the flow then stands as the server has it. */
  async #send(sent: Sent, ask: () => Promise<OnlineFlowState>): Promise<void> {
    const { flow, errand } = sent
    flow.failure = undefined
    try {
      await this.#adopt(flow, await ask(), errand)
    } catch (error) {
      if (!errand.isLeft) await this.#recover(sent, error)
    }
  }

  /** A refusal may have changed the flow too, a new picture for instance; a lost answer may have been taken. */
  async #recover({ flow, errand, output }: Sent, error: unknown): Promise<void> {
    if (isOver(error)) throw error
    const before = flow.shown
    const failure = this.#ports.failureOf(error)
    try {
      await this.#adopt(flow, await this.#ports.desk.read(this.#keys), errand)
    } catch (unread) {
      if (isOver(unread)) throw unread
      flow.isDoubtful = isUnclear(error)
      flow.failure = failure
      return
    }
    if (errand.isLeft) return
    const isTaken = isUnclear(error) && wasTaken(before, flow.shown, output)
    const isWithoutSession = flow.shown.status === 'done' && this.#flow !== flow && this.#keys.token === undefined
    if (isTaken && !isWithoutSession) return
    if (this.#flow !== flow) throw error
    flow.failure = failure
  }

  /** The flow stands as the server says; what came too late for its citizen is ended instead. */
  async #adopt(flow: FlowInHand, state: OnlineFlowState, errand: Errand): Promise<void> {
    if (errand.isLeft) return this.#discard(state)
    const { id, status, result } = state
    flow.adopt(state)
    this.#keys.holdFlow(id)
    const isNew = result?.session !== undefined && this.#takeOver(flow, result.session.token)
    if (signsOut(result?.page)) this.#dropAccount()
    if (status !== 'active') this.#ports.farewells.say(this.#keys.takeFlow(), false) // the run still knows the session
    if (!flow.isVisible) this.#flow = undefined
    const { token } = this.#keys
    if ((isNew || status === 'done') && token !== undefined)
      await this.#account.refreshQuietly(token, () => !errand.isLeft)
    if (status === 'done') await this.wish.pursue(errand)
  }

  /** Whether the session is another one: a citizen's flow exchanges it, any other gives it to whoever went through it. */
  #takeOver({ isCitizens }: FlowInHand, token: string): boolean {
    const old = this.#keys.token
    if (old === token) return false
    if (!isCitizens) this.#ports.farewells.say({ token: this.#dropAccount(), flowId: undefined }, true)
    this.#keys.holdToken(token)
    return true
  }

  /** An answer that nobody waits for any more: the flow and a session that it gave are ended. */
  #discard({ id, result }: OnlineFlowState): void {
    this.#ports.farewells.say({ token: result?.session?.token, flowId: id }, true)
  }

  #forgetFlow(): void {
    this.#flow = undefined
    this.#ports.farewells.say(this.#keys.takeFlow(), false)
  }

  #dropAccount(): string | undefined {
    this.wish.close()
    this.#account.drop()
    return this.#keys.takeToken()
  }

  #dropWhatIsOver(error: unknown): void {
    if (!isOver(error)) return
    const isExpired = error.code === 'session.expired'
    if (isExpired) this.#dropAccount()
    if (isExpired && this.#flow?.isCitizens === false) return
    this.#forgetFlow()
  }
}
