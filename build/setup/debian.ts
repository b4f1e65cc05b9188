import { existsSync } from 'node:fs'
import { must, run } from './shell.ts'
import { say } from './say.ts'

const sets = {
  electron: [
    'libgtk-3-0',
    'libnss3',
    'libasound2',
    'libgbm1',
    'libusb-1.0-0',
    'udev',
    'fonts-noto-cjk',
    'unzip',
    'ca-certificates',
  ],
  compiler: ['gcc', 'g++', 'libc6-dev'],
  display: ['xvfb', 'xauth', 'openbox', 'x11-utils', 'x11-apps'],
  serial: ['socat', 'udev', 'libusb-1.0-0'],
  'hid-simulation': ['umockdev', 'libumockdev0', 'gir1.2-umockdev-1.0', 'python3-gi'],
  browser: ['chromium'],
  packaging: ['dpkg', 'gpg', 'gpg-agent', 'gpgconf', 'openssl'],
  'packaging-check': ['debootstrap', 'faketime', 'systemd'],
  'database-tests': ['postgresql-15', 'redis-server'],
} as const

/** A group of Debian packages that a command needs together. */
export type PackageSet = keyof typeof sets

/** Installs the packages of these sets that are missing; an ordinary user is told the exact command instead. */
export async function ensurePackages(...wanted: readonly PackageSet[]): Promise<void> {
  if (!existsSync('/usr/bin/dpkg-query')) return
  const missing = await missingPackages([...new Set(wanted.flatMap((set) => sets[set]))])
  if (missing.length === 0) return
  if (process.getuid?.() !== 0) throw new MissingPackages(missing)
  say(`installing Debian packages: ${missing.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await must('apt-get', ['update', '-q'], { env })
  await must('apt-get', ['install', '-qy', '--no-install-recommends', ...missing], { env })
}

/** Some packages can only be installed by an administrator; the message holds the command to hand over. */
export class MissingPackages extends Error {
  constructor(missing: readonly string[]) {
    super(`Debian packages are missing. An administrator can add them with:\n\n  ${command(missing)}\n`)
  }
}

function command(missing: readonly string[]): string {
  return `sudo apt-get install --no-install-recommends ${missing.join(' ')}`
}

async function missingPackages(wanted: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${Package} ${Status}\n', ...wanted])
  const present = new Set(
    stdout.split('\n').flatMap((line) => (line.endsWith(' install ok installed') ? line.split(' ', 1) : [])),
  )
  return wanted.filter((name) => !present.has(name))
}
