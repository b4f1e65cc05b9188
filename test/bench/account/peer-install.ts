import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runtimeDir } from '../../../build/setup/paths.ts'
import { say } from '../../../build/setup/say.ts'
import { must } from '../../../build/setup/shell.ts'
import { digest, once } from '../../../build/setup/stamp.ts'

const recipe = join(import.meta.dirname, 'better-auth')
const home = join(runtimeDir, 'better-auth')

/** Installs the peer of the account benchmark outside the project, in the versions of its own lock file; the answer is where. */
export async function betterAuthPeer(): Promise<string> {
  const inputs = digest(readFileSync(join(recipe, 'package-lock.json')))
  await once({ name: 'better-auth', inputs, product: join(home, 'node_modules/better-auth') }, async () => {
    say('installing better-auth beside the project, to measure against it')
    mkdirSync(home, { recursive: true })
    cpSync(recipe, home, { recursive: true })
    const without = ['--omit=dev', '--omit=optional', '--omit=peer', '--ignore-scripts']
    await must('npm', ['ci', ...without, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: home })
  })
  return home
}
