const { rule } = require('./rule.cjs')

const STAGES = '^electron/(devices|faces|session|appeals|terminal|vault|outbox|sync)/'

/** The kiosk’s own processes. */
module.exports = [
  rule(
    'bridge-is-a-description',
    'bridge/ holds types and tables only.',
    { path: '^electron/bridge/' },
    { pathNot: ['^electron/bridge/', '^sync-server/contract/', 'node_modules/typebox/'] },
  ),
  rule(
    'preload-is-thin',
    'preload sees the bridge and electron, nothing else.',
    { path: '^electron/preload/' },
    { pathNot: ['^electron/(preload|bridge)/', 'node_modules/electron/'] },
  ),
  rule(
    'nobody-imports-main',
    'main/ is the composition root.',
    { pathNot: '^(electron/main/|test/)' },
    { path: '^electron/main/' },
  ),
  rule(
    'electron-knows-only-contract-of-server',
    'The kiosk talks to the server over HTTP, not imports.',
    { path: '^electron/' },
    { path: '^sync-server/(?!contract/)' },
  ),
  rule(
    'stages-meet-in-main',
    'A stage knows its neighbours by type; main/ hands them over.',
    { path: STAGES },
    { path: STAGES, pathNot: '^electron/$1/', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'devices-are-leaves',
    'The device service serves; it calls nobody.',
    { path: '^electron/devices/' },
    { path: '^electron/(main|session|vault|outbox|sync|store)/' },
  ),
  rule(
    'outbox-and-vault-sit-on-store',
    'Storage pieces do not know who uses them.',
    { path: '^electron/(outbox|vault|store)/' },
    { path: '^electron/(main|session|sync|devices|preload)/' },
  ),
  rule(
    'store-is-lowest',
    'The database file knows no feature.',
    { path: '^electron/store/' },
    { path: '^electron/(outbox|vault)/' },
  ),
  rule(
    'session-never-sends-records',
    'The session writes to the outbox; only sync/ sends it.',
    { path: '^electron/session/' },
    { path: '^electron/sync/sync-loop' },
  ),
  rule(
    'terminal-keeps-nothing',
    "A citizen's visit lives in memory only.",
    { path: '^electron/terminal/' },
    { path: '^electron/(store|outbox|vault|staff|identity|session|devices)/|^(node:)?fs(/|$)' },
  ),
  rule(
    'input-method-keeps-nothing',
    'What is typed goes in, candidates come out: no store, no session, and files for its own process only.',
    { path: '^electron/input-method/' },
    { path: ['^electron/(?!input-method/|bridge/|platform/|stages\\.ts)', '^sync-server/'] },
  ),
  rule(
    'input-method-reads-its-dictionary-only',
    'Nothing that somebody types can reach a file.',
    { path: '^electron/input-method/', pathNot: '^electron/input-method/input-process\\.ts$' },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'sync-never-touches-session',
    'sync moves sealed records that it cannot read.',
    { path: '^electron/sync/' },
    { path: '^electron/(session|devices|vault|preload)/' },
  ),
]
