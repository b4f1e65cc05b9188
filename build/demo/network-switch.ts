import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** The cable between kiosk and server: a TCP proxy that can be cut, and led to another server. */
export interface NetworkSwitch {
  /** Where the kiosk believes the server to be. */
  readonly url: string
  isUp(): boolean
  /** Down: running connections break at once and new ones are reset. */
  set(isUp: boolean): void
  /** Leads new connections to another server and breaks the running ones. */
  leadTo(url: string): void
  stop(): Promise<void>
}

/** Opens a switch in front of a server; it is up. */
export async function openNetworkSwitch(serverUrl: string): Promise<NetworkSwitch> {
  const sockets = new Set<Socket>()
  const line = { isUp: true, target: new URL(serverUrl) }
  const cut = (): void => sockets.forEach((socket) => socket.resetAndDestroy())
  const server = createServer((near) => {
    keep(near, sockets)
    if (!line.isUp) return void near.resetAndDestroy()
    const far = connect(Number(line.target.port), line.target.hostname)
    keep(far, sockets)
    near.pipe(far).pipe(near)
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isUp: () => line.isUp,
    set: (isUp) => {
      line.isUp = isUp
      if (!isUp) cut()
    },
    leadTo: (url) => {
      line.target = new URL(url)
      cut()
    },
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      cut()
      await closed
    },
  }
}

function keep(socket: Socket, sockets: Set<Socket>): void {
  sockets.add(socket)
  socket.on('error', () => undefined) // the other half's close follows; there is nobody to tell
  socket.once('close', () => sockets.delete(socket))
}
