import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../setup/shell.ts'

/** What is being packed, and what must never be forgotten about it. */
export interface Release {
  /** Debian version of all packages of this commit. */
  readonly version: string
  /** The commit's time: the only time in a package. */
  readonly epochS: number
  readonly commit: string
  readonly marks: readonly Mark[]
}

/** Why a package must not reach a hall. */
export type Mark = 'test-runtime' | 'demo-keys' | 'uncommitted'

/** What each mark adds to the version (always below the real one, so that the real one replaces it) and says to people. */
export const markTexts: Readonly<Record<Mark, { readonly version: string; readonly warning: string }>> = {
  'test-runtime': {
    version: 'test.only.never.ship',
    warning: 'FOR TESTS ONLY, NEVER SHIP: its Electron is a substitute that is out of support.',
  },
  'demo-keys': { version: 'demo.keys', warning: 'Signed with demo keys that were made on the spot: NOT A RELEASE.' },
  uncommitted: { version: 'uncommitted', warning: 'Built from files that are not committed: NOT A RELEASE.' },
}

/** Names the release of the commit that is checked out in a folder. */
export async function releaseOf(folder: string, marks: readonly Mark[]): Promise<Release> {
  const git = async (...args: string[]): Promise<string> => (await must('git', args, { cwd: folder })).trim()
  const [epoch = '', commit = ''] = (await git('log', '-1', '--format=%ct %H')).split(' ')
  const isClean = (await git('status', '--porcelain', '--untracked-files=no')) === ''
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const isTagged = (await git('tag', '--points-at', 'HEAD')).split('\n').includes(`v${version}`)
  const all: readonly Mark[] = isClean ? marks : [...marks, 'uncommitted']
  const source = { number: version, epochS: Number(epoch), commit, isTagged }
  return { version: versionOf(source, all), epochS: source.epochS, commit, marks: all }
}

/** The Debian version: the number alone for a tagged commit without marks, else with everything that tells it apart. */
export function versionOf(
  { number, epochS, commit, isTagged }: { number: string; epochS: number; commit: string; isTagged: boolean },
  marks: readonly Mark[],
): string {
  const day = new Date(epochS * 1000).toISOString().slice(0, 19).replaceAll(/\D/g, '')
  const marked = marks.map((mark) => `~${markTexts[mark].version}`).join('')
  return `${number}${marked}${isTagged ? '' : `+${day}.${commit.slice(0, 8)}`}`
}
