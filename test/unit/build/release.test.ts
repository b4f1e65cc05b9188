import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { controlOf } from '../../../build/packaging/debian-package.ts'
import { type Mark, markTexts, versionOf } from '../../../build/packaging/release.ts'

const source = { number: '1.2.0', epochS: 1_795_910_400, commit: 'abcdef0123456789', isTagged: true }
const marks = Object.keys(markTexts) as Mark[]
const described = { name: 'hall-kiosk', summary: 'Kiosk', depends: ['udev'], scripts: '', conffiles: [] }

function isLess(a: string, b: string): boolean {
  try {
    execFileSync('dpkg', ['--compare-versions', a, 'lt', b])
    return true
  } catch {
    return false
  }
}

test('a tagged commit has the plain number, any other names its time and commit', () => {
  expect(versionOf(source, [])).toBe('1.2.0')
  expect(versionOf({ ...source, isTagged: false }, [])).toBe('1.2.0+20261129000000.abcdef01')
})

test.each(marks)('a package marked %s is replaced by the real one and says what it is', (mark) => {
  const version = versionOf(source, [mark])
  expect(isLess(version, versionOf(source, []))).toBe(true)
  const release = { version, epochS: source.epochS, commit: source.commit, marks: [mark] }
  const control = controlOf(described, release, 1024)
  expect(control).toContain(`Hall-Not-For-Service: ${markTexts[mark].warning}`)
  expect(control).toContain(`Description: Kiosk\n ${markTexts[mark].warning}`)
})

test('a later commit replaces an earlier one', () => {
  const earlier = versionOf({ ...source, isTagged: false }, ['demo-keys'])
  const later = versionOf({ ...source, epochS: source.epochS + 60, isTagged: false }, ['demo-keys'])
  expect(isLess(earlier, later)).toBe(true)
})

test('a real release carries no mark', () => {
  const release = { version: '1.2.0', epochS: 0, commit: source.commit, marks: [] }
  expect(controlOf(described, release, 1024)).not.toMatch(/Not-For-Service|RELEASE|TEST/i)
})
