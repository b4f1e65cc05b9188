/** Mistakes that can be planted through the ports, to see that the simulation finds them. */
export const plantedBugs = ['no-dedupe', 'answer-before-commit', 'grant-before-record', 'reused-number'] as const
export type PlantedBug = (typeof plantedBugs)[number]
