import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  type Components,
  contentDigest,
  isSigned,
  parametersIn,
  signMessage,
} from '../../../sync-server/platform/http/message-signature.ts'

// RFC 9421, appendix B.1.4: the key of its examples, published there.
const key = createPrivateKey({
  key: {
    kty: 'OKP',
    crv: 'Ed25519',
    d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
    x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
  },
  format: 'jwk',
})
const publicKey = createPublicKey(key)

const components: Components = [
  ['"date"', 'Tue, 20 Apr 2021 02:07:55 GMT'],
  ['"@method"', 'POST'],
  ['"@path"', '/foo'],
  ['"@authority"', 'example.com'],
  ['"content-type"', 'application/json'],
  ['"content-length"', '18'],
]
const parameters = { created: 1_618_884_473, keyId: 'test-key-ed25519' }
/** RFC 9421, appendix B.2.6: signing a request using ed25519. */
const SIGNATURE = 'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=='

test('the example of RFC 9421, B.2.6, comes out to the letter', () => {
  const signed = signMessage(components, parameters, key)
  expect(signed.signature).toBe(`hall=:${SIGNATURE}:`)
  expect(signed['signature-input']).toBe(
    'hall=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
  )
  expect(isSigned(components, { input: signed['signature-input'], signature: signed.signature }, publicKey)).toBe(true)
})

test('the example of RFC 9530 for sha-256', () => {
  expect(contentDigest('{"hello": "world"}')).toBe('sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:')
})

test('one changed letter, another order, another key or a missing part is no signature', () => {
  const { signature, 'signature-input': input } = signMessage(components, { ...parameters, nonce: 'n'.repeat(16) }, key)
  expect(isSigned(components, { input, signature }, publicKey)).toBe(true)
  const changed = components.map(([name, value], at) => [name, at === 2 ? '/fox' : value] as const)
  expect(isSigned(changed, { input, signature }, publicKey)).toBe(false)
  expect(isSigned([...components].reverse(), { input, signature }, publicKey)).toBe(false)
  expect(isSigned(components.slice(1), { input, signature }, publicKey)).toBe(false)
  expect(isSigned(components, { input, signature }, generateKeyPairSync('ed25519').publicKey)).toBe(false)
  expect(isSigned(components, { input: input.replace('n'.repeat(16), 'm'.repeat(16)), signature }, publicKey)).toBe(
    false,
  )
  expect(isSigned(components, { input: '', signature: '' }, publicKey)).toBe(false)
  expect(parametersIn(input, ['"date"'])).toBeUndefined()
})
