import { betterAuthPeer } from './peer-install.ts'
import { type Answer, ask } from './load.ts'
import { citizenOf, readyToSignIn, readyToSignUp } from './product-client.ts'
import { type BenchServer, startBenchServer } from './server-process.ts'

type Request = () => Promise<unknown>

/** A server with what the benchmark asks of each: `n` names a citizen; what is only preparation has been done before. */
export interface Contender {
  readonly server: BenchServer
  readyToSignUp(n: number): Promise<Request>
  readyToSignIn(n: number): Promise<Request>
  /** Signs the n-th citizen in; the request that it answers checks that session. */
  sessionOf(n: number): Promise<Request>
}

const tokenIn = ({ text }: Answer): string => (JSON.parse(text) as { token: string }).token
const bearing = (token: string): { headers: Record<string, string> } => ({
  headers: { authorization: `Bearer ${token}` },
})

/** The hand-written floor. */
export async function floor(): Promise<Contender> {
  const server = await startBenchServer('floor-server.ts', 'trivial')
  const { url } = server
  const bodyOf = (n: number): { body: object } => {
    const { username: name, password } = citizenOf(n)
    return { body: { name, password } }
  }
  return {
    server,
    readyToSignUp: (n) => Promise.resolve(() => ask(`${url}/sign-up`, 'POST', bodyOf(n))),
    readyToSignIn: (n) => Promise.resolve(() => ask(`${url}/sign-in`, 'POST', bodyOf(n))),
    async sessionOf(n) {
      const token = tokenIn(await ask(`${url}/sign-in`, 'POST', bodyOf(n)))
      return () => ask(`${url}/session`, 'GET', bearing(token))
    },
  }
}

/** better-auth on SQLite. */
export async function betterAuth(): Promise<Contender> {
  const server = await startBenchServer('peer-server.ts', 'trivial', {
    BENCH_BETTER_AUTH: await betterAuthPeer(),
  })
  const { url } = server
  const headers = { origin: url }
  const post = (path: string, n: number): Promise<Answer> => {
    const { username: name, password } = citizenOf(n)
    return ask(`${url}/api/auth/${path}/email`, 'POST', {
      headers,
      body: { email: `${name}@example.com`, name, password },
    })
  }
  return {
    server,
    readyToSignUp: (n) => Promise.resolve(() => post('sign-up', n)),
    readyToSignIn: (n) => Promise.resolve(() => post('sign-in', n)),
    async sessionOf(n) {
      const { cookie } = await post('sign-in', n)
      return () => ask(`${url}/api/auth/get-session`, 'GET', { headers: { cookie } })
    },
  }
}

/** The product. */
export async function product(): Promise<Contender> {
  const server = await startBenchServer('product-server.ts', 'trivial')
  const { url } = server
  return {
    server,
    readyToSignUp: (n) => readyToSignUp(url, citizenOf(n)),
    readyToSignIn: (n) => readyToSignIn(url, citizenOf(n)),
    async sessionOf(n) {
      const signIn = await readyToSignIn(url, citizenOf(n))
      const token = (await signIn()).result?.session?.token ?? ''
      return () => ask(`${url}/v1/sessions/current`, 'GET', bearing(token))
    },
  }
}
