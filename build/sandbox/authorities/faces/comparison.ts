/** Two pictures of which a register wants to know whether they show one person, as JPEGs. */
export interface CompareQuestion {
  readonly id: number
  readonly photo: Uint8Array
  readonly face: Uint8Array
}

/** One picture whose face is to be read as numbers. */
export interface ReadQuestion {
  readonly id: number
  readonly picture: Uint8Array
}

/** The face as numbers; without them none was found. */
export interface Reading {
  readonly id: number
  readonly face?: Float32Array
}

/** How unlike they are; without a distance no face was found in one of them. */
export interface Comparison {
  readonly id: number
  readonly distance?: number
}
