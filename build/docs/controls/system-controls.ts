import type { SecurityControl } from './security-control.ts'

/** The machine below the kiosk, what is plugged into it, and how programs and keys get there. */
export const systemControls: readonly SecurityControl[] = [
  {
    id: 'S1',
    priority: 1,
    says: 'The kiosk’s key comes from a credential that the service manager decrypts, or from a file that only the kiosk’s user may read.',
    builtIn: ['electron/identity/kiosk-key.ts', 'build/packaging/kiosk/launch'],
    proof: {
      'test/pipeline/packaging/launcher.test.ts': [
        'nothing of the environment reaches the kiosk but the display and the credentials',
      ],
    },
    open: 'The package uses the file. Sealing the key to a TPM is set up by the hall, and no test runs with one; whoever copies such a disk can sign as that kiosk until it is revoked, but opens no record.',
  },
  {
    id: 'S2',
    priority: 2,
    says: 'Every parser of device bytes takes whatever comes and gives a result or a typed refusal.',
    builtIn: ['native/framing/framer.ts', 'native/document/identity-document.ts', 'test/fuzz/fuzzing.ts'],
    proof: {
      'test/property/native/fuzz.test.ts': [
        '$name survives whatever a device sends',
        'a parser that does not survive is told, with the bytes that bring it back',
      ],
      'test/property/native/document.test.ts': ['any 256 bytes are a document or a typed refusal'],
      'test/property/native/reader.test.ts': ['garbage at any moment ends in the right card or a typed failure'],
    },
    open: 'Inputs are mutated recordings; they are not steered by what code they reach.',
  },
  {
    id: 'S3',
    priority: 2,
    says: 'Kiosk and server run as users of their own, without capabilities and core dumps, and below 3.0 by systemd’s measure of exposure.',
    builtIn: ['build/packaging/kiosk/hall-kiosk.service', 'build/packaging/server/hall-server.service'],
    proof: {
      'test/pipeline/packaging/units.test.ts': [
        '%s is hardened',
        '%s switches no protection of Chromium off and starts as an ordinary user',
      ],
      'test/packages/fresh-root.test.ts': [
        'the installed kiosk has a user without password and shell, its rules, its unit and nothing else to start',
      ],
    },
    open: 'The measure is skipped where systemd’s own tool is not installed. Kernel settings, firewall and the other terminals of the machine are the hall’s to lock.',
  },
  {
    id: 'S4',
    priority: 2,
    says: 'Known readers and adapters belong to the kiosk’s group by rules made from the driver tables; unknown devices are never opened.',
    builtIn: ['build/packaging/device-rules.ts', 'native/drivers/registry.ts'],
    proof: {
      'test/unit/build/device-rules.test.ts': ['%s %s:%s belongs to the kiosk'],
      'test/unit/native/drivers/registry.test.ts': ['unknown, closed and remote HID devices are never opened'],
      'test/unit/electron/hardening.test.ts': ['%s does nothing'],
    },
    open: 'No policy such as usbguard rejects foreign devices: a second keyboard types, within the keys that the window lets through, and storage is left to the system.',
  },
  {
    id: 'S5',
    priority: 2,
    says: 'Before each start every program file is compared with a list that the release key signed; one changed bit and the kiosk stays away.',
    builtIn: ['build/packaging/kiosk/launch', 'build/packaging/manifest.ts'],
    proof: {
      'test/pipeline/packaging/launcher.test.ts': [
        'one flipped bit at any sampled place of any file stops it and names the file',
        'a list signed by somebody else stops it',
      ],
      'test/packages/fresh-root.test.ts': ['one changed byte and it stays away'],
    },
    open: 'Whoever is root can replace the launcher as well; against that only a disk helps that the machine itself checks, which is not set up here.',
  },
  {
    id: 'S6',
    priority: 2,
    says: 'Packages come from a signed apt repository; a changed one is not installed.',
    builtIn: ['build/packaging/apt-repository.ts', 'build/packaging/signing-key.ts'],
    proof: {
      'test/pipeline/packaging/debian-package.test.ts': [
        'apt takes the repository with its key, and not after a change',
      ],
      'test/unit/build/release.test.ts': ['a later commit replaces an earlier one'],
    },
    open: 'There is no TUF: one key signs a release, not two people’s; an old, validly signed repository is not told from a new one, and there are no staged updates or second slots.',
  },
  {
    id: 'S7',
    priority: 2,
    says: 'Dependencies are exact versions from the lock file, run no install scripts, and are listed with licences in each package.',
    builtIn: ['.npmrc', 'build/packaging/papers.ts'],
    proof: {
      'test/packages/packages.test.ts': [
        'brings its papers: every package of the bill of materials stands in the licence report',
      ],
      'test/unit/build/runtime-packages.test.ts': ['every native package keeps exactly one binary'],
    },
    open: 'Known weaknesses of dependencies are not looked up: that needs the internet. Nothing watches over how young a version is or what changed in the list.',
  },
  {
    id: 'S8',
    priority: 2,
    says: 'The same commit packed in another folder, at another time and in another language gives the same bytes.',
    builtIn: ['build/packaging/asar.ts', 'build/packaging/debian-package.ts'],
    proof: {
      'test/packages/packages.test.ts': [
        'another folder, another time, another mask and another language give the same bytes',
      ],
      'test/pipeline/packaging/debian-package.test.ts': [
        'the order of writing, the place and the mask for new files leave no trace',
      ],
    },
    open: 'Both builds run on one machine.',
  },
  {
    id: 'S9',
    priority: 2,
    says: 'Packages for halls hold no simulator, sandbox or demo mode.',
    builtIn: ['build/app/production-edition.ts'],
    proof: {
      'test/unit/build/production-edition.test.ts': [
        'the packed kiosk has no demo mode and no decoder of the simulator',
      ],
      'test/packages/packages.test.ts': ['holds no simulator, sandbox, demo or source map', 'refuses to be a demo'],
    },
  },
  {
    id: 'S10',
    priority: 2,
    says: 'A vendor’s face engine is a process without the kiosk’s environment; one that crashes, hangs or talks nonsense leads to two people.',
    builtIn: ['electron/faces/sdk-process.ts', 'electron/faces/sdk-line.ts'],
    proof: {
      'test/pipeline/kiosk/face-sdk.test.ts': [
        'gets nothing of the kiosk’s environment, and ends with the service',
        'one that answers with %s gives no judgement, and is started anew for the next question',
      ],
      'test/flow/electron/vendor-engine.test.ts': [
        'an engine that the policy does not name never matches: two people decide',
      ],
    },
    open: 'It runs as the kiosk’s user, in the unit’s sandbox; a vendor’s program with bad intent could read the kiosk’s files.',
  },
  {
    id: 'S11',
    priority: 2,
    says: 'Who may import whom is a table of rules, so that a page cannot reach Node and the rules of the contract cannot reach anybody.',
    builtIn: ['build/layers.cjs'],
    proof: { 'test/unit/layers.test.ts': ['every rule has a planted violation', '%s notices %s importing %s'] },
  },
  {
    id: 'S12',
    priority: 3,
    says: 'A kiosk can be revoked, and one that enrols again has a new key; server keys could be changed the same way.',
    builtIn: ['sync-server/cli/revoke-kiosk.ts', 'electron/identity/enroller.ts'],
    proof: {
      'test/pipeline/server/guards.test.ts': ['a revoked kiosk is refused at its next request'],
      'test/pipeline/kiosk/enrolment.test.ts': ['a new code comes with a new key'],
    },
    open: 'Changing the server’s sealing and receipt keys while kiosks hold records is not built; no drill plays it.',
  },
  {
    id: 'S13',
    priority: 3,
    says: 'Records, receipts and transport could use SM2, SM3 and SM4 beside X25519, AES-256-GCM and Ed25519.',
    builtIn: [],
    proof: {},
    open: 'Not built. The header of a record names its suite, so that another can be told apart; there is one so far.',
  },
  {
    id: 'S14',
    priority: 3,
    says: 'A map from the requirements of OWASP ASVS 5.0 to code and tests.',
    builtIn: [],
    proof: {},
    open: 'Not made.',
  },
  {
    id: 'S15',
    priority: 3,
    says: 'Full branch coverage and mutation testing of the core rules.',
    builtIn: [],
    proof: {},
    open: 'Neither is measured. Some suites plant mistakes of their own (simulation, power loss, layers, fuzzing) and must find them.',
  },
  {
    id: 'S16',
    priority: 3,
    says: 'A script that checks a Windows machine for shell lock-down, keyboard filter and write filter.',
    builtIn: [],
    proof: {},
    open: 'Not built. The kiosk is packaged for Debian only; nothing here is claimed of Windows.',
  },
]
