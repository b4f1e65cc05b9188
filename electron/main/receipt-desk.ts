import type { PrintSlip } from '../../sync-server/contract/device.ts'
import type { FailureCode } from '../../sync-server/contract/failure.ts'
import { receiptSlip } from '../../sync-server/contract/receipt-slip.ts'
import type { ResultView, SlipView } from '../bridge/view.ts'

/** What printing a receipt needs of the rest of the counter. */
export interface ReceiptDeskPorts {
  readonly result: () => ResultView | undefined
  /** Resolves with why the slip was not printed, or with nothing when it was. */
  readonly print: (slip: PrintSlip) => Promise<FailureCode | undefined>
  readonly changed: () => void
}

/** Prints the receipt that is on the screen, and knows how that went for as long as it is there. */
export class ReceiptDesk {
  readonly #ports: ReceiptDeskPorts
  #slip: { readonly number: string; readonly view: SlipView } | undefined

  constructor(ports: ReceiptDeskPorts) {
    this.#ports = ports
  }

  /** How printing went; nothing before anybody has asked for it, and nothing about an earlier receipt. */
  view(): SlipView | undefined {
    return this.#slip?.number === this.#ports.result()?.receipt?.number ? this.#slip?.view : undefined
  }

  /** Prints the receipt once more or for the first time; while it is being printed it changes nothing. */
  async print(): Promise<void> {
    const receipt = this.#ports.result()?.receipt
    if (!receipt || this.view()?.state === 'printing') return
    this.#say(receipt.number, { state: 'printing' })
    const code = await this.#ports.print(receiptSlip(receipt))
    this.#say(receipt.number, code === undefined ? { state: 'printed' } : { state: 'failed', code })
  }

  #say(number: string, view: SlipView): void {
    this.#slip = { number, view }
    this.#ports.changed()
  }
}
