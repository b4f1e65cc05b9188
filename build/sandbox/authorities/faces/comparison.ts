/** Two pictures of which a register wants to know whether they show one person, as JPEGs. */
export interface CompareQuestion {
  readonly id: number
  readonly photo: Uint8Array
  readonly face: Uint8Array
}

/** How unlike they are; without a distance no face was found in one of them. */
export interface Comparison {
  readonly id: number
  readonly distance?: number
}
