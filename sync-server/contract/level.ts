import { Type, type Static } from 'typebox'

/** Assurance levels of the platform (manual 1.3): scale from the specification, granted by the server only. */
export const assuranceLevels = ['L1', 'L2', 'L3', 'L4'] as const
export const AssuranceLevel = Type.Enum(assuranceLevels)
export type AssuranceLevel = Static<typeof AssuranceLevel>

/** The manual's names of the levels. */
export const levelName: Readonly<Record<AssuranceLevel, string>> = {
  L1: '匿名用户',
  L2: '初级认证',
  L3: '中级认证',
  L4: '高级认证',
}

/** Whether `have` opens what `need` asks for. */
export function reaches(have: AssuranceLevel, need: AssuranceLevel): boolean {
  return assuranceLevels.indexOf(have) >= assuranceLevels.indexOf(need)
}

/** How a grant is told; the highest level where nothing else is said. */
export const grantedWords = (level: AssuranceLevel = 'L4'): string => `已授予${levelName[level]}`
