const { rule } = require('./rule.cjs')

/** Screens and the face engine. */
module.exports = [
  rule(
    'screen-sees-bridge-and-contract',
    'renderer/ imports itself, the bridge and the contract.',
    { path: '^renderer/' },
    { path: '^(native/|node_modules/electron/|electron/(?!bridge/)|sync-server/(?!contract/))' },
  ),
  rule(
    'screen-never-reaches-node',
    'Not even through someone else.',
    { path: '^renderer/' },
    { path: ['^native/', '^electron/(?!bridge/)', 'node_modules/electron/'], reachable: true },
  ),
  rule(
    'screen-has-no-node-modules',
    'No node: imports in the browser.',
    { path: '^renderer/' },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'screens-are-three',
    'Kiosk, phone and console share parts, never each other.',
    { path: '^renderer/(kiosk|phone|console)/' },
    { path: '^renderer/(kiosk|phone|console)/', pathNot: '^renderer/$1/' },
  ),
  rule(
    'shared-parts-know-no-screen',
    'What lies between the screens belongs to all of them.',
    { path: '^renderer/(form|shared|steps|third-party)/' },
    { path: '^renderer/(kiosk|phone|console)/' },
  ),
  rule(
    'components-are-dumb',
    'Parts know no step, flow, page, text or bridge; of the contract they know types.',
    { path: '^renderer/.*\\bcomponents/' },
    {
      path: ['^renderer/.*\\b(flow|steps|pages|locales)/', '/useKiosk', '^(electron|sync-server)/'],
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'steps-are-props-and-emits',
    'A step view never calls the kiosk; the runner does.',
    { path: '^renderer/.*\\bsteps/' },
    { path: ['^renderer/.*\\b(flow|pages)/', '/useKiosk'] },
  ),
  rule(
    'face-engine-is-alone',
    'The face engine measures pictures; it knows no screen, no flow and no bridge.',
    { path: '^renderer/face/' },
    { path: ['^renderer/(?!face/)', '^electron/', 'node_modules/(vue|pinia|vue-router|vue-i18n|element-plus)/'] },
  ),
  rule(
    'face-through-the-front-door',
    'Screens see only the face engine’s index.',
    { path: '^renderer/(?!face/)' },
    { path: '^renderer/face/', pathNot: '^renderer/face/index\\.ts$' },
  ),
  rule(
    'face-libraries-in-face-only',
    'The face models are loaded in one folder.',
    { path: '^(electron|native|sync-server|renderer/(?!face/))' },
    { path: ['node_modules/(@vladmandic|@tensorflow)/', '^(human|faceapi)-nobundle$'] },
  ),
]
