import { expect, test } from 'vitest'
import { type EvidenceKind, evidenceKinds } from '../../../sync-server/contract/evidence.ts'
import { decideLevel } from '../../../sync-server/levels/level-policy.ts'

const subsets = Array.from(
  { length: 2 ** evidenceKinds.length },
  (_, bits) => new Set(evidenceKinds.filter((_kind, i) => bits & (1 << i))),
)
const always: EvidenceKind[] = ['identity-consent', 'signature', 'attestation']
const byFace: EvidenceKind[] = ['face-consent', 'face-match']
const byTwo: EvidenceKind[] = ['visual-match', 'supervisor-approval']
const sources = ['document-chip', 'document-zone', 'document-typed'] as const

/** The rule in other words than the policy's: what each source of the data is worth, and who has to vouch for it. */
function expected(set: ReadonlySet<EvidenceKind>): 'L1' | 'L3' | 'L4' {
  const has = (kinds: readonly EvidenceKind[]): boolean => kinds.every((kind) => set.has(kind))
  const [source, ...others] = sources.filter((kind) => set.has(kind))
  if (!has(always) || source === undefined || others.length > 0) return 'L1'
  if (source === 'document-typed') return has(byTwo) ? 'L3' : 'L1'
  return has(byTwo) || (source === 'document-chip' && has(byFace)) ? 'L4' : 'L1'
}

test('of all 1024 sets of evidence exactly the complete ones give a level, and typed ones never the highest', () => {
  expect(subsets).toHaveLength(1024)
  for (const set of subsets) expect(decideLevel(set).level, [...set].join()).toBe(expected(set))
  expect(subsets.filter((set) => decideLevel(set).level === 'L4')).toHaveLength(11)
  expect(subsets.filter((set) => decideLevel(set).level === 'L3')).toHaveLength(4)
})
test('every decision says why', () => {
  for (const set of subsets) expect(decideLevel(set).because).not.toBe('')
  expect(decideLevel(new Set()).because).toContain('attestation')
  expect(decideLevel(new Set(always)).because).toContain('none')
})
test('taking any one needed piece away takes the level away', () => {
  const whole = new Set<EvidenceKind>([...always, 'document-chip', ...byFace])
  for (const kind of whole) {
    const less = new Set(whole)
    less.delete(kind)
    expect(decideLevel(less).level, kind).toBe('L1')
  }
})
