const { rule } = require('./rule.cjs')

/** Devices: bytes, frames, protocol, document, drivers. */
module.exports = [
  rule(
    'native-knows-only-contract',
    'Drivers never know the app, the screen or the server.',
    { path: '^native/' },
    { path: '^(electron|renderer|sync-server/(?!contract/))' },
  ),
  rule(
    'native-transport-is-lowest',
    'Bytes do not know frames.',
    { path: '^native/transport/' },
    { path: '^native/', pathNot: '^native/(transport/|device-error)' },
  ),
  rule(
    'native-framing-below-protocol',
    'Frames do not know commands or documents.',
    { path: '^native/framing/' },
    { path: '^native/(protocol|document|drivers|simulator)/' },
  ),
  rule(
    'native-protocol-below-document',
    'Commands do not know documents or drivers.',
    { path: '^native/protocol/' },
    { path: '^native/(document|drivers|simulator)/' },
  ),
  rule(
    'native-document-is-pure',
    'Decoders take bytes and return fields: no IO, no frames.',
    { path: '^native/document/' },
    { path: '^native/(transport|framing|protocol|drivers|simulator)/' },
  ),
  rule(
    'native-drivers-know-no-simulator',
    'What runs in a hall does not contain what pretends to be one.',
    { path: '^native/drivers/' },
    { path: '^native/simulator/' },
  ),
  rule(
    'native-conformance-is-on-top',
    'What tries readers is for testers: drivers and what a hall runs never know it.',
    { path: '^(native/(?!conformance/|cli/)|electron|renderer|sync-server)' },
    { path: '^native/conformance/' },
  ),
  rule(
    'native-libraries-in-transport-only',
    'serialport, node-hid and usb are loaded in one folder.',
    { pathNot: '^(native/transport/|test/)' },
    { path: 'node_modules/(@serialport|serialport|node-hid|usb)/' },
  ),
  rule(
    'native-through-the-front-door',
    'Outside native/, only the device host imports it.',
    { path: '^(electron|renderer|sync-server)/', pathNot: '^electron/devices/device-host\\.ts$' },
    { path: '^native/' },
  ),
  rule(
    'native-index-only',
    'Even the device host sees only the index.',
    { path: '^electron/devices/device-host\\.ts$' },
    { path: '^native/', pathNot: '^native/index\\.ts$' },
  ),
]
