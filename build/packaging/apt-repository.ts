import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { runtimeDir } from '../setup/paths.ts'
import { say } from '../setup/say.ts'
import { must } from '../setup/shell.ts'
import type { Release } from './release.ts'

const demoHome = join(runtimeDir, 'demo-keys/apt')
const demoOwner = 'DEMO KEY, not a release <demo@localhost>'
/** Before every commit, so that a commit's own time is never earlier than the key. */
const demoKeyTime = '20260101T000000!'

/** Writes a folder that apt can install from: packages, their index, and its signature by the key of HALL_APT_KEY or a demo key. */
export async function aptRepository(debs: readonly string[], folder: string, release: Release): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const stanzas = await Promise.all([...debs].sort().map((deb) => stanzaOf(deb, folder)))
  const index = Buffer.from(stanzas.join('\n'))
  writeFileSync(join(folder, 'Packages'), index)
  writeFileSync(join(folder, 'Packages.gz'), gzipSync(index, { level: 9 }))
  writeFileSync(join(folder, 'Release'), releaseFile(folder, release))
  await signRelease(folder, release)
}

async function stanzaOf(deb: string, folder: string): Promise<string> {
  copyFileSync(deb, join(folder, basename(deb)))
  const bytes = readFileSync(deb)
  const control = await must('dpkg-deb', ['--field', deb])
  const [fields = '', ...description] = control.split(/^(?=Description:)/m)
  const place = `Filename: ./${basename(deb)}\nSize: ${bytes.length}\nSHA256: ${sha256(bytes)}\n`
  return `${fields}${place}${description.join('').trimEnd()}\n`
}

function releaseFile(folder: string, release: Release): string {
  const lines = ['Packages', 'Packages.gz'].map((name) => {
    const bytes = readFileSync(join(folder, name))
    return ` ${sha256(bytes)} ${bytes.length} ${name}\n`
  })
  const date = new Date(release.epochS * 1000).toUTCString().replace('GMT', 'UTC')
  const head = `Origin: hall-kiosk\nLabel: hall-kiosk\nSuite: stable\nArchitectures: amd64\nDate: ${date}\n`
  return `${head}SHA256:\n${lines.join('')}`
}

async function signRelease(folder: string, release: Release): Promise<void> {
  const key = process.env['HALL_APT_KEY']
  const home = key === undefined ? await demoKeyring() : await keyringOf(key, folder)
  const time = `${new Date(release.epochS * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}!`
  const gpg = (...args: string[]): Promise<string> =>
    must('gpg', ['--homedir', home, '--batch', '--yes', '--faked-system-time', time, ...args], { cwd: folder })
  await gpg('--clearsign', '--output', 'InRelease', 'Release')
  await gpg('--armor', '--detach-sign', '--output', 'Release.gpg', 'Release')
  await gpg('--armor', '--export', '--output', 'hall-kiosk.asc')
  await must('gpgconf', ['--homedir', home, '--kill', 'all'])
  if (key !== undefined) rmSync(home, { recursive: true, force: true })
}

/** A keyring of its own for an exported secret key, so that the operator's other keys are out of reach. */
async function keyringOf(file: string, folder: string): Promise<string> {
  const home = `${folder}.keyring`
  mkdirSync(home, { recursive: true, mode: 0o700 })
  await must('gpg', ['--homedir', home, '--batch', '--import', file])
  return home
}

async function demoKeyring(): Promise<string> {
  if (existsSync(join(demoHome, 'pubring.kbx'))) return demoHome
  say('making a demo key for the apt repository; HALL_APT_KEY=FILE names a real one')
  mkdirSync(demoHome, { recursive: true, mode: 0o700 })
  const args = ['--quick-generate-key', demoOwner, 'ed25519', 'sign', 'never']
  const silent = ['--batch', '--passphrase', '', '--pinentry-mode', 'loopback', '--faked-system-time', demoKeyTime]
  await must('gpg', ['--homedir', demoHome, ...silent, ...args])
  return demoHome
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
