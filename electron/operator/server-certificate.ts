import { connect } from 'node:tls'
import type { CertificateWord } from './judgements.ts'

const TIMEOUT_MS = 5000
const DAY_MS = 24 * 60 * 60_000

/** Looks at the certificate that a server shows, also at one that is not to be trusted. */
export function serverCertificate(server: string, ca: Buffer | undefined): Promise<CertificateWord> {
  const { protocol, hostname, port } = new URL(server)
  if (protocol === 'http:') return Promise.resolve({ kind: 'plain' })
  return new Promise((resolve) => {
    const trust = ca === undefined ? {} : { ca }
    const host = hostname.replace(/^\[|\]$/g, '')
    const socket = connect({
      host,
      port: Number(port || 443),
      rejectUnauthorized: false,
      ...servername(host),
      ...trust,
    })
    const end = (word: CertificateWord): void => {
      resolve(word)
      socket.destroy()
    }
    socket.setTimeout(TIMEOUT_MS, () => end({ kind: 'no-connection', because: 'timeout' }))
    socket.once('error', (error) =>
      end({ kind: 'no-connection', because: 'code' in error ? String(error.code) : error.name }),
    )
    socket.once('secureConnect', () => {
      const { valid_to: until, issuer } = socket.getPeerCertificate()
      const daysLeft = Math.floor((Date.parse(until) - Date.now()) / DAY_MS)
      const fault = socket.authorized ? undefined : String(socket.authorizationError)
      end({ kind: 'shown', fault, daysLeft, issuer: String(issuer.O ?? issuer.CN ?? '') })
    })
  })
}

/** An address is no name that could be sent along. */
function servername(host: string): { servername?: string } {
  return /^[\d.]+$|:/.test(host) ? {} : { servername: host }
}
