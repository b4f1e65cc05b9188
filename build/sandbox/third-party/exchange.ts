/** A request as a sandbox provider reads it: parameters of the address and of the form apart. */
export interface SandboxRequest {
  readonly method: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
}

/** What a sandbox provider answers; `text` is sent byte for byte, since signatures stand over bytes. */
export type SandboxAnswer =
  { readonly status: number; readonly body: unknown } | { readonly status: number; readonly text: string }

/** What a page of authorisation was asked for. */
export interface Wish {
  readonly clientId: string | null
  readonly redirectUri: string | null
  readonly isWellFormed: boolean
}

/** How a provider behaves; tests and whoever tries the product choose. */
export const moods = ['well', 'down', 'silent', 'forged', 'flooding'] as const
export type Mood = (typeof moods)[number]

/** One provider: its page of authorisation, how it names the code, and its interfaces. */
export interface SandboxProvider {
  readonly title: string
  /** Paths of the page of authorisation. */
  readonly pages: readonly string[]
  readonly codeParameter: string
  /** How a refusal of the citizen is told to the platform. */
  readonly refusal: Readonly<Record<string, string>>
  wishIn(query: URLSearchParams): Wish
  /** `METHOD /path` to what it answers. */
  readonly interfaces: Readonly<
    Record<string, (request: SandboxRequest, mood: Mood) => Promise<SandboxAnswer> | SandboxAnswer>
  >
}

export const ok = (body: unknown): SandboxAnswer => ({ status: 200, body })
