/** One control of the threat model: what is built, which tests prove it, and what they do not prove. */
export interface SecurityControl {
  /** Letter of the area and a number; stays when rows are added. */
  readonly id: string
  /** 1: before anybody real is served, 2: before a release, 3: to be ahead. */
  readonly priority: 1 | 2 | 3
  /** What is done, in one sentence; of a control that is not built, what it would be. */
  readonly says: string
  /** Where it is built, from the project's root; empty when it is not. */
  readonly builtIn: readonly string[]
  /** Titles of tests by file, or words of them that fit one test only; of a drill its name. */
  readonly proof: Readonly<Record<string, readonly string[]>>
  /** What is missing or what no test proves; needed where there is no proof. */
  readonly open?: string
}
