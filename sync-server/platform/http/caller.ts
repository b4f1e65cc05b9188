import type { Guard, Route, RouteName, BodyOf, ReplyOf, routes } from '../../contract/route.ts'
import type { StaffRole } from '../../contract/staff.ts'

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

interface Callers {
  readonly open: undefined
  readonly kiosk: KioskCaller
  readonly staff: StaffCaller
}
type CallerOf<R extends Route> = Callers[R['guard']]

/** What a handler is given: everything in it was checked against the contract. */
export interface Call<N extends RouteName> {
  readonly body: BodyOf<N>
  readonly params: Readonly<Record<string, string>>
  readonly caller: CallerOf<(typeof routes)[N]>
}

export type Handler<N extends RouteName> = (call: Call<N>) => Promise<ReplyOf<N>>
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
}

/** Narrows what the guards found to what a row of the table asks for. */
export type AnyCaller = Callers[Guard]
