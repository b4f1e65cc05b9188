import { describe, expect, test } from 'vitest'
import { relaySwitch, RelayStream } from '../../../../native/protocol/lcus-relay.ts'
import { pelcoD, PelcoStream } from '../../../../native/protocol/pelco-d.ts'
import { readViscaReply, visca, ViscaStream, zoomOf } from '../../../../native/protocol/visca.ts'
import vectors from '../../../fixtures/protocols/camera-ctl.json' with { type: 'json' }
import { hex as bytesOf, toHex } from '../support/bytes.ts'

const viscaOf: Readonly<Record<string, Uint8Array>> = {
  addressSet: visca.addressSet,
  ifClear: visca.ifClear,
  powerOn: visca.powerOn(1),
  powerOff: visca.powerOff(1),
  zoomStop: visca.zoomStop(1),
  zoomTele: visca.zoomTele(1),
  zoomWide: visca.zoomWide(1),
  zoomDirect_0x1234: visca.zoomTo(0x1234)(1),
  focusAuto: visca.focusAuto(1),
  focusManual: visca.focusManual(1),
  panTiltHome: visca.home(1),
  presetRecall_2: visca.presetRecall(2)(1),
  panLeft_speed8: visca.move('left', [8, 8])(1),
  panTiltStop: visca.move('stop', [8, 8])(1),
  inqPower: visca.askPower(1),
  inqZoomPos: visca.askZoom(1),
}
const pelcoOf: Readonly<Record<string, Uint8Array>> = {
  stop: pelcoD.move(1, 'stop'),
  left_20: pelcoD.move(1, 'left'),
  right_20: pelcoD.move(1, 'right'),
  up_FF: pelcoD.move(1, 'up', 0xff),
  down_20: pelcoD.move(1, 'down'),
  zoomTele: pelcoD.zoom(1, 'tele'),
  zoomWide: pelcoD.zoom(1, 'wide'),
  gotoPreset1: pelcoD.presetRecall(1, 1),
  setPreset1: pelcoD.setPreset(1, 1),
  auxOn1: pelcoD.auxiliary(1, 1, true),
  auxOff1: pelcoD.auxiliary(1, 1, false),
}
const relayOf: Readonly<Record<string, Uint8Array>> = {
  ch1_off: relaySwitch(1, false),
  ch1_on: relaySwitch(1, true),
  ch2_off: relaySwitch(2, false),
  ch2_on: relaySwitch(2, true),
}

describe.each([
  ['VISCA', vectors.visca.requests, viscaOf],
  ['Pelco-D', vectors.pelcoD, pelcoOf],
  ['the relay board', vectors.lcusRelay, relayOf],
])('what is said in %s', (_protocol, published, ours) => {
  test.each(published)('$name is the published packet', ({ name, hex }) => {
    expect(toHex(ours[name] ?? new Uint8Array())).toBe(hex)
  })
})

describe('what a VISCA camera says', () => {
  test.each(vectors.visca.responses)('$hex', ({ hex, expected }) => {
    const reply = readViscaReply(bytesOf(hex))
    const { addr, code, payload, zoom, ...same } = expected as Record<string, unknown>
    expect(reply).toMatchObject({
      type: 'inquiry',
      ...same,
      ...(addr === undefined ? {} : { address: addr }),
      ...(code === undefined ? {} : { error: code }),
    })
    const said = reply?.type === 'inquiry' ? reply.payload : new Uint8Array()
    if (payload !== undefined) expect(toHex(said)).toBe(payload)
    if (zoom !== undefined) expect(zoomOf(said)).toBe(zoom)
  })

  test.each([
    '9041',
    '90FF',
    '0041FF',
    '9141FF',
    '88300102FF',
    '904100FF',
    '9060FF',
    '906077FF',
    `90${'50'.repeat(16)}FF`,
  ])('%s is nothing that a camera says', (hex) => expect(readViscaReply(bytesOf(hex))).toBeUndefined())

  test.each(vectors.visca.streams)('chunks make the published messages', ({ chunks, messages }) => {
    const stream = new ViscaStream()
    expect(chunks.flatMap((chunk) => stream.push(bytesOf(chunk))).map((packet) => toHex(packet))).toEqual(messages)
  })
})

test('a board and a mount find their packets again after garbage', () => {
  const relay = new RelayStream()
  expect(relay.push(Uint8Array.of(0xa0, 1, 1, 0, ...relaySwitch(2, true)))).toEqual([{ channel: 2, isOn: true }])
  const pelco = new PelcoStream()
  const found = pelco.push(Uint8Array.of(0xff, 0xff, 1, ...pelcoD.move(3, 'up')))
  expect(found).toEqual([{ address: 3, command: [0, 0x08], data: [0, 0x20] }])
})
