import { expect, test } from 'vitest'
import { type EvidenceKind, evidenceKinds } from '../../../sync-server/contract/evidence.ts'
import { decideLevel } from '../../../sync-server/levels/level-policy.ts'

const subsets = Array.from(
  { length: 2 ** evidenceKinds.length },
  (_, bits) => new Set(evidenceKinds.filter((_kind, i) => bits & (1 << i))),
)
const always: EvidenceKind[] = ['identity-consent', 'document-chip', 'signature', 'attestation']
const isComplete = (set: ReadonlySet<EvidenceKind>): boolean =>
  always.every((kind) => set.has(kind)) &&
  ((set.has('face-consent') && set.has('face-match')) || (set.has('visual-match') && set.has('supervisor-approval')))

test('of all 256 sets of evidence exactly the complete ones give L4', () => {
  expect(subsets).toHaveLength(256)
  for (const set of subsets) expect(decideLevel(set).level, [...set].join()).toBe(isComplete(set) ? 'L4' : 'L1')
  expect(subsets.filter((set) => decideLevel(set).level === 'L4')).toHaveLength(7)
})
test('every decision says why', () => {
  for (const set of subsets) expect(decideLevel(set).because).not.toBe('')
  expect(decideLevel(new Set()).because).toContain('document-chip')
})
test('taking any one needed piece away takes the level away', () => {
  const byFace = new Set<EvidenceKind>([...always, 'face-consent', 'face-match'])
  for (const kind of byFace) {
    const less = new Set(byFace)
    less.delete(kind)
    expect(decideLevel(less).level, kind).toBe('L1')
  }
})
