import type { SecurityControl } from './security-control.ts'

/** The window keeps a citizen in and everybody else out, and nothing of a person stays behind on the kiosk. */
export const kioskControls: readonly SecurityControl[] = [
  {
    id: 'K1',
    priority: 1,
    says: 'The page runs in a sandbox without Node, with isolated contexts and a content policy that names no outside source.',
    builtIn: ['electron/main/web-preferences.ts', 'electron/main/content-security-policy.ts'],
    proof: {
      'test/unit/electron/hardening.test.ts': [
        'the page’s preferences are exactly these, and frozen',
        'the content security policy names no outside source and no inline script',
        'switches that open or blind a kiosk are found',
      ],
    },
    open: 'Set-up on a closed network takes an Electron runtime that is out of support; packages made with it say that they are no release.',
  },
  {
    id: 'K2',
    priority: 1,
    says: 'Every fuse of the Electron binary is set by a table; an official binary with a fuse that the table lacks stops the build.',
    builtIn: ['build/packaging/fuses.ts'],
    proof: {
      'test/packages/packages.test.ts': ['has every fuse as the table wants it', 'is no Node and takes no debugger'],
    },
    open: 'Proved on the packages of `npm run dist:check`, which a usual test run does not make.',
  },
  {
    id: 'K3',
    priority: 1,
    says: 'The page reaches the main process by three functions; a call that is not in the table, or not from the kiosk’s own page, is not served.',
    builtIn: ['electron/main/bridge-router.ts', 'electron/preload/index.ts'],
    proof: {
      'test/unit/electron/preload.test.ts': ['the page gets three functions and nothing else'],
      'test/unit/electron/gate.test.ts': [
        'a caller that is not the kiosk’s page ends > %s',
        'any call that is not in the table ends the page',
        'whatever the argument, a call answers a view or a known failure and never throws',
      ],
    },
  },
  {
    id: 'K4',
    priority: 1,
    says: 'Pages come from a fixed table of files under a scheme of their own; there is no file:// and no path to walk.',
    builtIn: ['electron/main/page-protocol.ts', 'electron/main/page-files.ts'],
    proof: {
      'test/property/electron/page-url.test.ts': [
        'no address but those of the table is answered',
        'what is not exactly the document is never shown',
      ],
    },
  },
  {
    id: 'K5',
    priority: 1,
    says: 'Navigation, windows, downloads, permissions and shortcuts are refused; the one exception is the camera while a face is captured.',
    builtIn: ['electron/main/guarded-contents.ts', 'electron/main/permissions.ts', 'electron/main/allowed-key.ts'],
    proof: {
      'test/unit/electron/hardening.test.ts': [
        'video for the kiosk’s page while a face is captured is the only yes in the whole table',
        'nothing goes with %s',
        'opens no windows',
        'a download is cancelled, and no device, screen or protected port is handed out',
        'closes developer tools, except for a tester of the demo',
      ],
    },
  },
  {
    id: 'K6',
    priority: 1,
    says: 'Each citizen gets a page in a new process with a partition in memory; the old process, partition and clipboard go with whoever leaves.',
    builtIn: ['electron/main/page-view.ts', 'electron/main/kiosk-window.ts'],
    proof: {
      'test/e2e/self-service-clean-slate.spec.ts': [
        '结束并清除 leaves nothing of a person behind',
        'what was typed can be found while its owner is here, so that finding nothing later says something',
      ],
      'test/unit/electron/terminal-slate.test.ts': [
        'the next person comes in only when the page is another one, and gets another number',
      ],
    },
  },
  {
    id: 'K7',
    priority: 1,
    says: 'An unattended session warns, then ends and is wiped, at the server too.',
    builtIn: ['electron/main/idle-rule.ts', 'electron/main/idle-watch.ts'],
    proof: {
      'test/unit/electron/idle.test.ts': ['an open session after %d s: %s'],
      'test/e2e/clean-slate.spec.ts': ['an unattended session is warned about, then ended and wiped'],
      'test/e2e/self-service-clean-slate.spec.ts': [
        'somebody who walked away is warned, and then nothing of them is left',
        'whoever is signed in is signed out at the server too',
      ],
    },
    open: 'Lifting the card does not end a session: at a counter the card is handed back long before the end.',
  },
  {
    id: 'K8',
    priority: 1,
    says: 'Pictures and card bytes travel as buffers and are filled with zeros when they are given up.',
    builtIn: ['electron/session/session-memory.ts', 'electron/session/held-document.ts'],
    proof: {
      'test/unit/electron/session-end.test.ts': [
        'memory fills with zeros what it gives up',
        'while a photo is decoded leaves no photo behind',
      ],
      'test/e2e/self-service-clean-slate.spec.ts': ['结束并清除 leaves nothing of a person behind'],
    },
    open: 'Names and numbers are strings in the main process and go when memory is collected. The terminal’s heaps are searched, the raw memory of the processes is not.',
  },
  {
    id: 'K9',
    priority: 1,
    says: 'Logs take only the fields of a list; errors are told by class and place, never by message.',
    builtIn: ['electron/main/kiosk-log.ts', 'sync-server/platform/logger.ts'],
    proof: {
      'test/unit/server/platform.test.ts': [
        'a log line holds allowed fields only, whatever was passed',
        'an error is described without its message and without folders',
      ],
      'test/e2e/clean-slate.spec.ts': ['leaves nothing of the person behind'],
      'test/pipeline/server/face-check.test.ts': ['nothing of the picture, the name or the number is kept or logged'],
    },
    open: 'The kiosk’s files and log are searched in UTF-8 and UTF-16 after each visit, not in every encoding and not after the whole run.',
  },
  {
    id: 'K10',
    priority: 1,
    says: 'Numbers, phones and names are masked wherever a citizen or a bystander looks; the full number needs a clerk’s press.',
    builtIn: ['sync-server/contract/mask.ts'],
    proof: {
      'test/unit/contract/mask.test.ts': ['masks have the form of the manual'],
      'test/unit/renderer/flow-runner.test.ts': ['on %s, a citizen’s turn, no number stands unmasked'],
      'test/unit/renderer/steps.test.ts': ['the number is masked until the clerk asks for it'],
      'test/e2e/self-service-card.spec.ts': ['the number is nowhere on the page'],
    },
    open: 'Every step is looked at with a number on it; there is no single scan of every page and dialogue.',
  },
  {
    id: 'K11',
    priority: 2,
    says: 'What a citizen hands to the terminal never reaches the page: token, flow and card stay in the main process.',
    builtIn: ['electron/terminal/visit-keys.ts', 'electron/terminal/card-watch.ts'],
    proof: {
      'test/unit/electron/terminal-slate.test.ts': ['neither token nor flow id is in any view or log line'],
      'test/unit/electron/terminal-card.test.ts': ['nothing of the card ever reaches the page or the log'],
    },
  },
  {
    id: 'K12',
    priority: 2,
    says: 'An unfinished session survives a crash only under the key of the clerk who began it.',
    builtIn: ['electron/vault/snapshot-shelf.ts', 'build/adr/0005-unfinished-sessions.md'],
    proof: {
      'test/pipeline/kiosk/unfinished-session.test.ts': [
        'lies on the disk unreadable',
        'is not opened by a colleague, who may discard it',
      ],
    },
  },
]
