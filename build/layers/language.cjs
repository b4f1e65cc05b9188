const { rule } = require('./rule.cjs')

const PURE = '/[a-z-]+-(policy|rules|review)\\.ts$'

/** The shared language and the pure decisions. */
module.exports = [
  rule(
    'contract-stands-alone',
    'The contract knows nobody; the schema library is its only one.',
    { path: '^sync-server/contract/' },
    { pathNot: ['^sync-server/contract/', 'node_modules/typebox/'] },
  ),
  rule(
    'pure-stays-pure',
    'Decision files see only the contract and each other: no clock, no IO.',
    { path: PURE, pathNot: '^(build|test)/' },
    { pathNot: ['^sync-server/contract/', PURE] },
  ),
]
