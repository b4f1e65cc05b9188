const { rule } = require('./rule.cjs')

/** Rules for every file. */
module.exports = [
  rule('no-cycles', 'A cycle means two modules are one.', {}, { circular: true }),
  rule(
    'no-test-in-product',
    'Product code never imports tests; only the commands that run benchmarks and drills do.',
    { pathNot: ['^test/', '^build/commands/(bench|fault)\\.ts$'] },
    { path: '^test/' },
  ),
  rule(
    'no-tools-in-product',
    'Product code never imports what builds it.',
    { path: '^(electron|native|renderer|sync-server)/' },
    { path: '^build/' },
  ),
  rule(
    'resolvable',
    'Every import exists.',
    {},
    { couldNotResolve: true, pathNot: '^((human|faceapi)-nobundle|face-reader$|virtual:)' },
  ),
]
