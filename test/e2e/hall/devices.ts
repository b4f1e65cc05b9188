/** The devices page as a script sees it: what a citizen's hands, the reader, the camera and the cable do. */
export class Devices {
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  /** Lays a card on the reader. */
  place(card: string): Promise<void> {
    return this.#post('/reader', { card })
  }

  /** Takes the card back. */
  lift(): Promise<void> {
    return this.#post('/reader', { card: null })
  }

  /** Breaks the reader's line, or mends it with `none`. */
  breakReader(kind: 'unplug' | 'garbage' | 'slow' | 'checksum' | 'pull' | 'none'): Promise<void> {
    return this.#post('/reader/fault', { kind })
  }

  /** Pulls the reader's plug as soon as it has sent so many more bytes. */
  unplugAfter(bytes: number): Promise<void> {
    return this.#post('/reader/fault', { kind: 'unplug', afterBytes: bytes })
  }

  /** Puts somebody, or nobody, before the camera. */
  stand(person: string | null): Promise<void> {
    return this.#post('/camera', { person })
  }

  /** Cuts the kiosk from the server, or connects it again. */
  network(isUp: boolean): Promise<void> {
    return this.#post('/network', { up: isUp })
  }

  /** Breaks the receipt printer, or mends it with `none`. */
  breakPrinter(kind: 'paper-out' | 'paper-ends' | 'cover-open' | 'silent' | 'unplug' | 'none'): Promise<void> {
    return this.#post('/printer/fault', { kind })
  }

  /** Draws a travel document through the reader of zones. */
  readZone(document: string): Promise<void> {
    return this.#post('/zone-reader', { document })
  }

  /** Holds a code before the code scanner. */
  scanCode(text: string): Promise<void> {
    return this.#post('/code-scanner', { text })
  }

  /** Connects both scanners, or pulls their cables. */
  plugScanners(isPlugged: boolean): Promise<void> {
    return this.#post('/scanners/fault', { kind: isPlugged ? 'none' : 'unplug' })
  }

  /** What came out of the printer so far, oldest first. */
  async slips(): Promise<readonly { readonly lines: readonly string[]; readonly qrTexts: readonly string[] }[]> {
    const response = await fetch(`${this.#url}/printer/slips`)
    return (await response.json()) as Awaited<ReturnType<Devices['slips']>>
  }

  /** Everything as it is when a hall opens in the morning. */
  async reset(): Promise<void> {
    await this.breakReader('none')
    await this.breakPrinter('none')
    await this.plugScanners(true)
    await this.lift()
    await this.network(true)
  }

  async #post(path: string, body: unknown): Promise<void> {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${this.#url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  }
}
