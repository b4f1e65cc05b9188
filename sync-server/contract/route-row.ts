import type { AssuranceLevel } from './level.ts'
import type { TSchema } from 'typebox'

/**
 * Who must stand behind a request: nobody; an enrolled kiosk; a signed-in staff member at an enrolled kiosk; a citizen with a
 * session (at the kiosk where it began, when it began at one); an administrator with a session of the console; or, for `client`, anybody, who is known as far as they show:
 * a kiosk by its signature, a citizen by the token.
 */
export type Guard = 'open' | 'kiosk' | 'staff' | 'client' | 'citizen' | 'admin'

/** One endpoint; server, clients and the OpenAPI document are derived from these rows. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path with `:name` parameters. */
  readonly path: string
  readonly guard: Guard
  readonly summary: string
  /** JSON body, or `bytes` with a limit. */
  readonly body?: TSchema | { readonly bytes: number }
  /**
   * Level that whoever asks must have reached, or the parameter of the path that names a service whose level it is; judged in one
   * place, before the handler. A row without one asks for none.
   */
  readonly level?: AssuranceLevel | { readonly ofService: string }
  /** JSON answer with status 200; absent means 204 without a body. */
  readonly reply?: TSchema
  /** In place of an answer, server-sent events as long as the caller stays; the data of each one. */
  readonly events?: TSchema
}
