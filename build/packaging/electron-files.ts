import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ElectronRuntime } from '../setup/electron/runtime.ts'
import { setFuses } from './fuses.ts'
import type { Tree } from './tree.ts'

/** What of an Electron build goes into a package: Chinese and English of its own texts, no helper that a kiosk never starts. */
const parts = [/^[^/]+\.(pak|bin|dat|json)$/, /^lib[^/]+\.so(\.1)?$/, /^locales\/(zh-CN|en-US)\.pak$/]

/** Lays an Electron runtime into a package under the kiosk's own name, with all fuses set and no app yet. */
export async function layElectron(tree: Tree, folder: string, runtime: ElectronRuntime): Promise<void> {
  const home = dirname(runtime.executable)
  const names = readdirSync(home).concat(readdirSync(join(home, 'locales')).map((name) => `locales/${name}`))
  for (const name of names.filter((each) => parts.some((part) => part.test(each)))) {
    tree.copy(join(folder, name), join(home, name))
  }
  const program = join(folder, 'hall-kiosk')
  tree.copy(program, runtime.executable, { isProgram: true })
  await setFuses(tree.at(program), runtime.kind)
}

/** Licences that come with an Electron build. */
export function electronLicences(runtime: ElectronRuntime): readonly string[] {
  const home = dirname(runtime.executable)
  return readdirSync(home)
    .filter((name) => name.startsWith('LICENSE'))
    .sort()
    .map((name) => join(home, name))
}
