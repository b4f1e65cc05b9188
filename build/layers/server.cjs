const { rule } = require('./rule.cjs')

/** The account server. */
module.exports = [
  rule(
    'server-is-not-the-kiosk',
    'No kiosk code on the server.',
    { path: '^sync-server/' },
    { path: '^(electron|renderer|native)/' },
  ),
  rule('routes-call-services', 'Handlers never query.', { path: '\\.routes\\.ts$' }, { path: '\\.repository\\.ts$' }),
  rule(
    'repositories-are-private',
    'A repository belongs to its own feature.',
    { path: '^sync-server/([^/]+)/' },
    { path: '\\.repository\\.ts$', pathNot: '^sync-server/$1/' },
  ),
  rule(
    'features-meet-at-services',
    'One feature uses another only through its service or its port.',
    { path: '^sync-server/([^/]+)/', pathNot: '^sync-server/(contract|platform)/' },
    { path: '^sync-server/(?!contract/|platform/)[^/]+/', pathNot: ['^sync-server/$1/', '\\.(service|port)\\.ts$'] },
  ),
  rule(
    'platform-knows-no-feature',
    'platform/ is below every feature.',
    { path: '^sync-server/platform/' },
    { path: '^sync-server/(?!contract/|platform/)[^/]+/' },
  ),
  rule(
    'database-drivers-in-platform',
    'Features speak Kysely; only platform/ knows which database answers.',
    { path: '^sync-server/', pathNot: '^sync-server/platform/' },
    { path: 'node_modules/(better-sqlite3|pg|ioredis)/' },
  ),
]
