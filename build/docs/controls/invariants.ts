import type { SecurityControl } from './security-control.ts'

/** What must hold at every moment, whatever breaks; drills and nightly checks look for exactly this. */
export const invariants: readonly SecurityControl[] = [
  {
    id: 'I1',
    priority: 1,
    says: 'Every record whose acceptance was shown is on the server exactly once, or still in its kiosk’s outbox.',
    builtIn: ['electron/outbox/depot.ts', 'sync-server/intake/intake.service.ts'],
    proof: {
      'test/property/kiosk/outbox.test.ts': ['whatever happens in whatever order, the outbox is what it should be'],
      'test/property/fault/simulation.test.ts': ['every accepted record is granted once'],
    },
  },
  {
    id: 'I2',
    priority: 1,
    says: 'Record ids are unique, and a kiosk’s numbers on the server have no gap but for what still waits or was rejected.',
    builtIn: ['sync-server/intake/chain-rules.ts'],
    proof: {
      'test/unit/server/chain-rules.test.ts': ['as many places may stay empty as records were rejected, and no more'],
    },
  },
  {
    id: 'I3',
    priority: 1,
    says: 'The digest that the server has, the receipt names and the kiosk sent is one.',
    builtIn: ['electron/outbox/receipt-check.ts', 'sync-server/ledger/verify-ledger.service.ts'],
    proof: { 'test/pipeline/server/ledger.test.ts': ['every flipped byte is noticed'] },
  },
  {
    id: 'I4',
    priority: 1,
    says: 'A kiosk deletes a record only after a verified receipt: not by age, a full disk, an update or removal.',
    builtIn: ['electron/outbox/settle.ts', 'build/packaging/kiosk/debian/postrm'],
    proof: {
      'test/pipeline/kiosk/courier.test.ts': ['receipts that prove nothing delete nothing'],
      'test/packages/fresh-root.test.ts': ['removing keeps the data, purging refuses while a record is unsent'],
    },
  },
  {
    id: 'I5',
    priority: 1,
    says: 'An account’s level follows from its evidence; no evidence serves two accounts.',
    builtIn: ['sync-server/levels/levels.service.ts'],
    proof: {
      'test/pipeline/server/nightly-check.test.ts': ['a level that nothing supports is counted and said'],
      'test/pipeline/server/decisions.test.ts': ['one document serves one account, and one account one document'],
      'test/property/server/levels.test.ts': ['a further grant never lowers a level, in whatever order grants come'],
    },
  },
  {
    id: 'I6',
    priority: 1,
    says: 'L4 needs the whole evidence of one way, with all times inside the window.',
    builtIn: ['sync-server/levels/level-policy.ts', 'sync-server/intake/evidence-review.ts'],
    proof: {
      'test/unit/server/level-policy.test.ts': ['taking any one needed piece away takes the level away'],
      'test/unit/server/evidence-review.test.ts': ['%s is named'],
    },
    open: 'The times in a record are the kiosk’s, corrected by the server’s when it last answered; offline they rest on the machine’s clock.',
  },
  {
    id: 'I7',
    priority: 1,
    says: 'The audit’s chains are whole from their first line, with one line for each change of state.',
    builtIn: ['sync-server/audit/audit.repository.ts'],
    proof: {
      'test/pipeline/server/books.test.ts': ['%s is named as the first bad one'],
      'test/property/fault/simulation.test.ts': ['every accepted record is granted once'],
    },
    open: 'That a change has exactly one line is checked for grants at every step of the simulation, for other changes case by case.',
  },
  {
    id: 'I8',
    priority: 1,
    says: 'A phone or a document is bound to at most one account at any instant.',
    builtIn: ['sync-server/platform/database/first-migration.ts'],
    proof: {
      'test/pipeline/server/change-account.test.ts': ['a phone that three accounts bind at the same moment'],
      'test/pipeline/server/identity-life.test.ts': ['of two who take one document over at the same moment'],
    },
  },
  {
    id: 'I9',
    priority: 1,
    says: 'A code, captcha or QR code is used up at most once; counters of failures go down only by success or time.',
    builtIn: ['sync-server/platform/ephemeral/ephemeral.ts'],
    proof: {
      'test/pipeline/server/challenges.test.ts': ['of twenty right guesses at once exactly one succeeds'],
      'test/pipeline/server/qr-sign-in.test.ts': ['collecting twice, or ten times at once, gives one session'],
    },
    open: 'An administrator may forgive delays once; that is in the audit.',
  },
  {
    id: 'I10',
    priority: 2,
    says: 'What was sealed is sent, waiting or parked: nothing else.',
    builtIn: ['electron/operator/unsent-records.ts'],
    proof: {
      'test/pipeline/kiosk/operator.test.ts': ['what only this kiosk has is counted'],
      'test/property/kiosk/outbox.test.ts': ['the outbox is what it should be'],
    },
    open: 'Nobody adds the sums up per kiosk and day on the server.',
  },
  {
    id: 'I11',
    priority: 1,
    says: 'No plain word of a person is on the kiosk after the visit.',
    builtIn: ['electron/main/kiosk-window.ts'],
    proof: {
      'test/e2e/clean-slate.spec.ts': ['leaves nothing of the person behind'],
      'test/e2e/self-service-clean-slate.spec.ts': ['leaves nothing of a person behind'],
    },
  },
  {
    id: 'I12',
    priority: 2,
    says: 'Once faults stop, everything that waits is sent.',
    builtIn: ['electron/sync/courier.ts', 'electron/sync/back-off.ts'],
    proof: {
      'test/property/fault/simulation.test.ts': ['every accepted record is granted once'],
      'test/pipeline/kiosk/disk-full.test.ts': ['once there is room again everything is sent and serving goes on'],
      'test/fault/wake-up-storm.ts': ['wake-up-storm'],
    },
  },
  {
    id: 'I13',
    priority: 1,
    says: 'A database that is not sound or not durable is not worked with.',
    builtIn: ['electron/store/connection.ts'],
    proof: {
      'test/unit/kiosk/store.test.ts': ['every open asserts durable settings', 'damage met while running is handled'],
    },
  },
  {
    id: 'I14',
    priority: 2,
    says: 'Receipts and grants are verified with public keys only.',
    builtIn: ['sync-server/cli/verify-ledger.ts'],
    proof: { 'test/pipeline/server/ledger.test.ts': ['an auditor runs it from the command line with two files'] },
  },
]
