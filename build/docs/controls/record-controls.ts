import type { SecurityControl } from './security-control.ts'

/** No record is lost, doubled, read or changed on its way from the kiosk's disk into the server's books. */
export const recordControls: readonly SecurityControl[] = [
  {
    id: 'R1',
    priority: 1,
    says: 'SQLite runs with a write-ahead log and waits for the disk at every commit; both are read back at every open.',
    builtIn: ['electron/store/connection.ts', 'sync-server/platform/database/sqlite-handle.ts'],
    proof: {
      'test/unit/kiosk/store.test.ts': [
        'every open asserts durable settings',
        'a database that cannot have the settings is refused',
      ],
      'test/pipeline/fault/power-loss.test.ts': [
        'a kiosk that loses its power at any write keeps whatever it has acknowledged',
        'a server that loses its power at any write keeps every receipt and has whole books',
      ],
      'test/fault/power-loss.ts': ['power-loss'],
    },
    open: 'A disk that says it has written when it has not is taken for honest.',
  },
  {
    id: 'R2',
    priority: 1,
    says: 'A record has its id before it is sent; the server takes the same bytes again with the same receipt, and other bytes under that id as a conflict.',
    builtIn: ['electron/outbox/enqueue.ts', 'sync-server/intake/intake.service.ts'],
    proof: {
      'test/pipeline/kiosk/broken-network.test.ts': [
        'through a network that cuts, swallows and repeats, each record arrives once',
      ],
      'test/pipeline/server/intake.test.ts': [
        'two deliveries of one batch at the same time change nothing twice',
        'another record under the same id is a conflict, and so is another record at the same place',
      ],
    },
  },
  {
    id: 'R3',
    priority: 1,
    says: 'The kiosk deletes a record only on a receipt that the pinned server key signed for exactly these bytes.',
    builtIn: ['electron/outbox/receipt-check.ts', 'electron/outbox/settle.ts'],
    proof: {
      'test/pipeline/kiosk/courier.test.ts': ['receipts that prove nothing delete nothing'],
      'test/pipeline/server/intake.test.ts': ['receipts are signed by the key that the kiosk pinned'],
    },
  },
  {
    id: 'R4',
    priority: 1,
    says: 'A finished record is encrypted for the server before it touches the disk; the kiosk keeps nothing that opens it.',
    builtIn: ['electron/vault/seal.ts'],
    proof: {
      'test/unit/kiosk/seal.test.ts': [
        'nothing readable of the log stands in the record',
        'another kiosk cannot have sealed it, another server cannot open it',
      ],
      'test/e2e/clean-slate.spec.ts': ['leaves nothing of the person behind'],
    },
  },
  {
    id: 'R5',
    priority: 1,
    says: 'Every record has a data key of its own, and its header is authenticated together with its body.',
    builtIn: ['electron/vault/seal.ts', 'sync-server/intake/open-record.ts'],
    proof: {
      'test/unit/kiosk/seal.test.ts': [
        'two seals of the same log share no ciphertext',
        'a record with any one byte changed is refused',
      ],
      'test/pipeline/server/damaged-records.test.ts': [
        'a flipped bit anywhere in header, sealed key, signature or sampled body is refused',
        'signed again by its own kiosk, a changed header, sealed key or body still does not open',
      ],
    },
  },
  {
    id: 'R6',
    priority: 1,
    says: 'Records of a kiosk are numbered and chained, each naming the digest of the one before.',
    builtIn: ['electron/outbox/chain.ts', 'sync-server/intake/chain-rules.ts'],
    proof: {
      'test/unit/server/chain-rules.test.ts': ['the next number with another predecessor is a conflict'],
      'test/pipeline/server/ledger.test.ts': ['a line taken out or cut off is noticed'],
    },
  },
  {
    id: 'R7',
    priority: 2,
    says: 'The kiosk speaks TLS to the certificates it was given or that the system trusts, follows no redirect, and signs every request with its own key.',
    builtIn: [
      'electron/sync/server-client.ts',
      'sync-server/kiosks/request-rules.ts',
      'build/adr/0006-signed-requests.md',
    ],
    proof: {
      'test/pipeline/kiosk/operator.test.ts': [
        'a certificate from nobody we know is refused by the client and named by the doctor',
      ],
      'test/pipeline/server/guards.test.ts': [
        'a kiosk is known by its signature over the whole request, once',
        'a revoked kiosk is refused at its next request',
      ],
      'test/pipeline/kiosk/network.test.ts': ['to a server with other keys nothing is sent, and nobody is served'],
    },
    open: 'There are no client certificates, by decision. The least TLS version is that of Node and of the proxy in front; no test tries an old version.',
  },
  {
    id: 'R8',
    priority: 2,
    says: 'The kiosk keeps the time that the server last told it and notices a clock that was set back.',
    builtIn: ['electron/identity/anchored-time.ts'],
    proof: {
      'test/pipeline/kiosk/staff-desk.test.ts': ['setting the clock back does not bring an expired credential back'],
      'test/pipeline/kiosk/network.test.ts': ['a clock that was put right is believed again'],
      'test/fault/clock-jumps.ts': ['clock-jumps'],
    },
    open: 'A clock that is set back by less than five minutes is not noticed.',
  },
  {
    id: 'R9',
    priority: 2,
    says: 'The shipped code for depositing, sending, taking in and granting runs in made-up worlds whose faults follow from a seed.',
    builtIn: ['test/fault/simulation.ts', 'test/fault/simulation/seeds.ts'],
    proof: {
      'test/property/fault/simulation.test.ts': [
        'whatever a world does to kiosks, server and network, every accepted record is granted once',
        'a planted bug is found: %s',
      ],
    },
    open: 'A usual test run plays as many of 20,000 seeds as fit into 20 seconds and says how many; a million is a drill of its own.',
  },
  {
    id: 'R10',
    priority: 2,
    says: 'A kiosk killed at any call to its disk keeps what it has accepted.',
    builtIn: ['electron/outbox/recover.ts', 'electron/store/store.ts'],
    proof: {
      'test/pipeline/kiosk/kills.test.ts': ['kills while depositing and uploading lose nothing and double nothing'],
      'test/e2e/crash.spec.ts': ['the same clerk goes on and the record is granted once'],
      'test/fault/kill-calls.ts': ['kill-calls'],
      'test/fault/kill-counter.ts': ['kill-counter'],
    },
    open: 'Killing at every single call is a drill (`npm run fault`), not part of the usual tests.',
  },
  {
    id: 'R11',
    priority: 2,
    says: 'A disk that fails or fills up loses nothing that was accepted, and a kiosk with too little room takes nobody new.',
    builtIn: ['electron/store/free-space.ts', 'electron/store/sqlite-failure.ts'],
    proof: {
      'test/pipeline/kiosk/disk-full.test.ts': [
        'when it fills up nothing is lost: the pictures stay in memory, the records on the disk',
      ],
      'test/flow/electron/verify-in-person.test.ts': [
        'a full disk at the end keeps everything, and a second try seals it',
      ],
      'test/fault/disk-errors.ts': ['disk-errors'],
    },
    open: 'The test with a full disk is skipped where the machine lets nobody mount one.',
  },
  {
    id: 'R12',
    priority: 2,
    says: 'A damaged database is set aside, never deleted, and every record that can still be read is sent.',
    builtIn: ['electron/store/quarantine.ts', 'electron/outbox/salvage.ts'],
    proof: {
      'test/pipeline/kiosk/damaged-database.test.ts': [
        'with its first page gone every record is still uploaded, and the chain goes on',
        'records whose bytes are ruined are named, and those after them still arrive',
      ],
      'test/unit/kiosk/store.test.ts': ['a file that is no database is set aside whole and replaced'],
    },
  },
  {
    id: 'R13',
    priority: 2,
    says: 'The server takes a batch as one durable commit with a savepoint per record; a receipt goes out after the commit.',
    builtIn: ['sync-server/intake/settle-record.ts', 'sync-server/platform/database/group-commit.ts'],
    proof: {
      'test/pipeline/server/crash.test.ts': ['what was answered is there, and nothing is there twice'],
      'test/pipeline/server/repositories.test.ts': ['a failing write leaves its neighbours of the same turn alone'],
      'test/fault/kill-server.ts': ['kill-server'],
    },
  },
  {
    id: 'R14',
    priority: 2,
    says: 'A second PostgreSQL that must confirm each commit would let the hall survive the loss of the first.',
    builtIn: [],
    proof: {},
    open: 'Not built. One PostgreSQL is tested; replication, failover and backup are left to the hall’s database service, and no drill plays them.',
  },
  {
    id: 'R15',
    priority: 2,
    says: 'A kiosk forgets a settled record after a day, and after 72 hours without a server takes nobody new but keeps what it has.',
    builtIn: ['electron/outbox/settle.ts', 'electron/identity/blocked.ts', 'sync-server/contract/policy.ts'],
    proof: {
      'test/pipeline/kiosk/courier.test.ts': ['the line of a settled record goes after a day'],
      'test/pipeline/kiosk/network.test.ts': [
        'after too long without a server no new citizen is served, and one answer is enough',
      ],
      'test/pipeline/server/close-account.test.ts': [
        'nothing of an account verified on site is left but what is only ever added',
      ],
    },
    open: 'The server keeps sealed on-site records with their images until the hall removes them; there is no job that deletes them by age.',
  },
  {
    id: 'R16',
    priority: 3,
    says: 'An auditor checks receipts, chains and grants on a machine of their own, with the server’s public keys only.',
    builtIn: ['sync-server/cli/verify-ledger.ts', 'sync-server/ledger/verify-ledger.service.ts'],
    proof: {
      'test/pipeline/server/ledger.test.ts': [
        'an exported ledger is in order for whoever has the public key, and for nobody with another',
        'every flipped byte is noticed',
        'a ledger opens no record: it names nobody and shows no number',
      ],
    },
    open: 'Public keys cannot tell that the evidence inside a record is what its grant says; that is checked on the server.',
  },
]
