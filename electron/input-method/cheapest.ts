import type { Choice } from './dictionary.ts'

/** The cheapest choices, each text once; equal costs are put in the order of the texts, so that the answer is always the same. */
export function cheapest(choices: Iterable<Choice>, limit: number): readonly Choice[] {
  const best = new Map<string, Choice>()
  for (const choice of choices) {
    const known = best.get(choice.text)
    if (!known || choice.cost < known.cost) best.set(choice.text, choice)
  }
  const inOrder = (a: Choice, b: Choice): number => a.cost - b.cost || (a.text < b.text ? -1 : 1)
  return [...best.values()].sort(inOrder).slice(0, limit)
}

/** Every pair of a first and a second choice, written together. */
export function joined(first: readonly Choice[], second: readonly Choice[]): Choice[] {
  return first.flatMap((a) => second.map((b) => ({ text: a.text + b.text, cost: a.cost + b.cost })))
}
