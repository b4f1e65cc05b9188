import { expect, type Locator } from '@playwright/test'
import type { TerminalRobot } from './terminal-robot.ts'

const MOST_PAGES = 40

/** A synthetic person as the sandbox lists them. */
export interface ListedPerson {
  readonly id: string
  readonly fullName: string
  readonly documentNumber: string
  readonly phoneNumber: string
  readonly username: string
  readonly password: string
}

/** The sandbox's people, those with an account together with their name for it and its password. */
export async function listedPerson(server: string, id: string): Promise<ListedPerson> {
  const response = await fetch(`${server}/sandbox/people`)
  const { people, accounts } = (await response.json()) as {
    people: ListedPerson[]
    accounts: (Omit<ListedPerson, 'id'> & { person: string })[]
  }
  const person = people.find((one) => one.id === id)
  if (!person) throw new Error(`the sandbox lists no ${id}`)
  return { ...person, ...accounts.find((one) => one.person === id) }
}

/** One finger at the terminal: everything is typed on the keyboard on the screen. */
export class CitizenHand {
  readonly #robot: TerminalRobot

  constructor(robot: TerminalRobot) {
    this.#robot = robot
  }

  /** Touches the field with this label and types key by key. */
  async type(label: string, text: string): Promise<void> {
    await this.#field(label).click()
    for (const sign of text) {
      if (/[A-Z]/.test(sign) && (await this.#key(sign).count()) === 0) await this.#key('大写').click()
      await this.#key(sign).click()
    }
    await expect(this.#field(label)).toHaveValue(new RegExp(`^${[...text].join('\\s?')}$`))
  }

  /** Types Chinese by pinyin: each part's letters, then the candidate. */
  async spell(label: string, parts: readonly (readonly [letters: string, word: string])[]): Promise<void> {
    await this.#field(label).click()
    for (const [letters, word] of parts) {
      for (const letter of letters) await this.#key(letter).click()
      await this.#turnTo(word)
      await this.#key(word).click()
    }
  }

  /** Reads the captcha and types it, asks for a code and types that too. */
  async proveWith(to: string, labels: { captcha: string; code: string }): Promise<void> {
    await this.type(labels.captcha, await this.#robot.captchaShown())
    await this.#robot.press('获取验证码')
    await this.type(labels.code, await this.#robot.codeFor(to))
  }

  /** Turns the pages of candidates until the word is there; rare characters come last. */
  async #turnTo(word: string): Promise<void> {
    for (let page = 0; page < MOST_PAGES; page++) {
      const shown = await this.#candidates()
      if (shown.includes(word)) return
      await this.#key('后一页候选').or(this.#key('更多生僻字')).click()
      await expect.poll(() => this.#candidates()).not.toEqual(shown)
    }
  }

  /** The candidates on the page, once they are the same at two looks. */
  async #candidates(): Promise<readonly string[]> {
    let last: readonly string[] = []
    await expect(async () => {
      const before = last
      last = await this.#keyboard().getByRole('group', { name: '候选字' }).getByRole('button').allInnerTexts()
      expect(last.length).toBeGreaterThan(0)
      expect(last).toEqual(before)
    }).toPass({ timeout: 10_000, intervals: [200] })
    return last
  }

  #field(label: string): Locator {
    return this.#robot.page.getByLabel(new RegExp(`^${label}( \\*)?$`))
  }

  #keyboard(): Locator {
    return this.#robot.page.getByRole('region', { name: '屏幕键盘' })
  }

  #key(name: string): Locator {
    return this.#keyboard().getByRole('button', { name, exact: true })
  }
}
