import { readViscaOrder, type ViscaOrder } from './visca-order.ts'
import { type Move, ViscaStream } from '../../protocol/visca.ts'
import { type PelcoPacket, PelcoStream } from '../../protocol/pelco-d.ts'
import type { Plug, Socket } from '../socket.ts'

/** What can be wrong with a mount; `full` = its two sockets are taken. */
export const mountFaults = ['silent', 'full', 'unplug', 'none'] as const
export type MountFault = (typeof mountFaults)[number]

const SOCKET = 1
const PELCO_MOVES: Readonly<Record<number, Move>> = {
  0x00: 'stop',
  0x02: 'right',
  0x04: 'left',
  0x08: 'up',
  0x10: 'down',
}

/** A pan-tilt mount on a line, in either protocol: what it was told is kept in order, and it can be made to fail. */
export class MountSimulator {
  /** What it did: `recall 3`, `up`, `stop`, … */
  readonly done: string[] = []
  readonly #socket: Socket
  readonly #protocol: 'visca' | 'pelco-d'
  readonly #address: number
  #fault: MountFault = 'none'
  #plug: Plug | undefined

  private constructor(socket: Socket, protocol: 'visca' | 'pelco-d', address: number) {
    this.#socket = socket
    this.#protocol = protocol
    this.#address = address
  }

  /** Starts a mount that is plugged in. */
  static async start(socket: Socket, protocol: 'visca' | 'pelco-d', address = 1): Promise<MountSimulator> {
    const mount = new MountSimulator(socket, protocol, address)
    await mount.setFault('none')
    return mount
  }

  async setFault(fault: MountFault): Promise<void> {
    this.#fault = fault
    if (fault === 'unplug') return this.#unplug()
    if (!this.#plug) await this.#plugIn()
  }

  async stop(): Promise<void> {
    await this.setFault('unplug')
  }

  async #plugIn(): Promise<void> {
    const { port } = (this.#plug = await this.#socket.plugIn())
    const [visca, pelco] = [new ViscaStream(), new PelcoStream()]
    port.onData((chunk) => {
      if (this.#protocol === 'visca') for (const packet of visca.push(chunk)) this.#hear(readViscaOrder(packet))
      else for (const packet of pelco.push(chunk)) this.#obey(packet)
    })
  }

  async #unplug(): Promise<void> {
    const plug = this.#plug
    this.#plug = undefined
    await plug?.pull()
  }

  #hear(order: ViscaOrder): void {
    if (this.#fault === 'silent') return
    if (order.kind === 'address-set') return this.#say(0x88, 0x30, this.#address + 1)
    if (order.kind === 'clear') return this.#say(0x88, 0x01, 0x00, 0x01)
    if (order.address !== this.#address) return
    const from = 0x80 | ((this.#address & 0x07) << 4)
    if (order.kind === 'ask') return this.#say(from, 0x50, 0x02)
    if (order.kind === 'unknown') return this.#say(from, 0x60, 0x02)
    if (this.#fault === 'full') return this.#say(from, 0x60, 0x03)
    this.done.push(order.act)
    this.#say(from, 0x40 | SOCKET)
    this.#say(from, 0x50 | SOCKET)
  }

  #obey({ address, command: [, two], data: [, preset] }: PelcoPacket): void {
    if (address !== this.#address || this.#fault === 'silent') return
    const move = PELCO_MOVES[two]
    if (two === 0x07) this.done.push(`recall ${preset}`)
    else if (move) this.done.push(move)
  }

  #say(...bytes: readonly number[]): void {
    void this.#plug?.port.write(Uint8Array.of(...bytes, 0xff)).catch(() => {}) // unplugged meanwhile
  }
}
