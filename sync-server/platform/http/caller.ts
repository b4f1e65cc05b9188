import type { AuthenticationMethod } from '../../contract/account-centre.ts'
import type { AssuranceLevel } from '../../contract/level.ts'
import type { Guard, Route, RouteName, BodyOf, ReplyOf, routes } from '../../contract/route.ts'
import type { StaffRole } from '../../contract/staff.ts'
import type { Feed } from './event-stream.ts'

/** An enrolled kiosk whose signature stands under the request. */
export interface KioskCaller {
  readonly kioskId: string
  readonly hall: { readonly id: string; readonly name: string }
}

/** A staff member signed in at that very kiosk. */
export interface StaffCaller extends KioskCaller {
  readonly staffId: string
  readonly role: StaffRole
  readonly tokenHash: string
}

/** A citizen with a session, as it was found together with the token: one read serves guard and handler. */
export interface Citizen {
  readonly accountId: string
  readonly sessionId: string
  readonly tokenHash: string
  readonly level: AssuranceLevel
  readonly method: AuthenticationMethod
  readonly startedAt: string
  readonly expiresAt: string
}

/** An administrator with a session of the console, away from any kiosk. */
export interface AdminCaller {
  readonly staffId: string
  readonly staffNumber: string
  readonly tokenHash: string
}

/** Whoever asks, as far as they show who they are: a kiosk by its signature, a citizen by a token that still counts. */
export interface ClientCaller {
  readonly kiosk: KioskCaller | undefined
  readonly citizen: Citizen | undefined
  /** Address that the request came from, for limits only; never kept in plain. */
  readonly network: string
  /** The cookies that a browser sent, for what has to end in the browser in which it began; never kept in plain. */
  readonly cookies?: string
}

/** A client whose token counts. */
export interface CitizenCaller extends ClientCaller {
  readonly citizen: Citizen
}

interface Callers {
  readonly open: undefined
  readonly kiosk: KioskCaller
  readonly staff: StaffCaller
  readonly client: ClientCaller
  readonly citizen: CitizenCaller
  readonly admin: AdminCaller
}
type CallerOf<R extends Route> = Callers[R['guard']]

/** What a handler is given: everything in it was checked against the contract. */
export interface Call<N extends RouteName> {
  readonly body: BodyOf<N>
  readonly params: Readonly<Record<string, string>>
  readonly caller: CallerOf<(typeof routes)[N]>
}

/** What a handler gives: the answer as its row says, or the feed of the events that it says instead. */
type Given<N extends RouteName> = (typeof routes)[N] extends { readonly events: unknown } ? Feed : ReplyOf<N>
export type Handler<N extends RouteName> = (call: Call<N>) => Promise<Given<N>>
/** One handler per row of the route table. */
export type Handlers = { readonly [N in RouteName]: Handler<N> }

/** A request as a kiosk signed it. */
export interface SignedRequest {
  readonly method: string
  readonly path: string
  readonly bodyDigest: string
  readonly headers: { readonly id: string; readonly time: string; readonly nonce: string; readonly signature: string }
}

/** Who decides whether a caller is who it says; features stand behind this port. */
export interface Guards {
  kiosk(request: SignedRequest): Promise<KioskCaller>
  staff(kiosk: KioskCaller, token: string): Promise<StaffCaller>
  /** The citizen behind a token at this kiosk, or away from any; undefined when the token does not count there. */
  citizen(token: string, kiosk: KioskCaller | undefined): Promise<Citizen | undefined>
  admin(token: string): Promise<AdminCaller>
}

/** Narrows what the guards found to what a row of the table asks for. */
export type AnyCaller = Callers[Guard]
