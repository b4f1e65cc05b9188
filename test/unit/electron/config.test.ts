import { describe, expect, test } from 'vitest'
import { configOf, configPathOf, readConfig } from '../../../electron/config/read-config.ts'
import { ConfigError } from '../../../electron/config/config-error.ts'

const least = { server: 'https://hall.example', data: 'data' }

function faults(config: unknown): readonly string[] {
  try {
    configOf(typeof config === 'string' ? config : JSON.stringify(config), '/etc/hall')
    return []
  } catch (error) {
    return error instanceof ConfigError ? error.faults : [String(error)]
  }
}

test('the least configuration gets every default', () => {
  expect(configOf(JSON.stringify(least), '/etc/hall')).toMatchObject({
    server: 'https://hall.example',
    dataDir: '/etc/hall/data',
    mode: 'counter',
    isDemo: false,
    reader: { driver: 'auto' },
    cameraLabel: undefined,
    idle: { warnAfterS: 45, endAfterS: 60, signOutAfterS: 600 },
    window: { width: 1920, height: 1080, isFullScreen: true },
  })
})

test('a terminal stands upright unless it is told otherwise', () => {
  expect(configOf(JSON.stringify({ ...least, mode: 'self-service' }), '/')).toMatchObject({
    window: { width: 1080, height: 1920, isFullScreen: true },
  })
})

test('JSON5 with comments, single quotes and trailing commas is read', () => {
  const text = `{ server: 'http://127.0.0.1:8080', data: '/var/lib/hall', demo: true, // here
    mode: 'self-service', reader: { driver: 'sam-serial', path: '/dev/ttyUSB0', baudRate: 115200 },
    camera: { label: 'HD Webcam' }, printer: { driver: 'escpos-serial', path: '/dev/usb/lp0' },
    idle: { warnAfterS: 20, endAfterS: 30, }, window: { width: 1280, height: 800, fullScreen: false }, }`
  expect(configOf(text, '/')).toMatchObject({
    mode: 'self-service',
    reader: { path: '/dev/ttyUSB0' },
    cameraLabel: 'HD Webcam',
    idle: { warnAfterS: 20, endAfterS: 30, signOutAfterS: 600 },
    window: { width: 1280, height: 800, isFullScreen: false },
  })
})

test('auto leaves the printer’s line alone', () => {
  const printer = { driver: 'escpos-serial', path: '/dev/ttyS1', baudRate: 9600 }
  expect(configOf(JSON.stringify({ ...least, printer }), '/')).toMatchObject({
    reader: { driver: 'auto', except: ['/dev/ttyS1'] },
    printer,
  })
})

test('auto leaves the lines of a mount and a light alone, too', () => {
  const cameraMount = { driver: 'visca-serial', path: '/dev/ttyS2', address: 1, preset: 3 }
  const light = { driver: 'lcus-serial', path: '/dev/ttyS3', channel: 2 }
  expect(configOf(JSON.stringify({ ...least, cameraMount, light }), '/')).toMatchObject({
    reader: { driver: 'auto', except: ['/dev/ttyS2', '/dev/ttyS3'] },
    stage: { mount: cameraMount, light },
  })
  expect(configOf(JSON.stringify(least), '/').stage).toEqual({})
  expect(faults({ ...least, cameraMount: { ...cameraMount, address: 8 } })).not.toEqual([])
  expect(faults({ ...least, light: { ...light, driver: 'visca-serial' } })).not.toEqual([])
})

test('a vendor’s face engine is a program beside the configuration, with a time to answer in', () => {
  const withEngine = (faceEngine: object) => configOf(JSON.stringify({ ...least, faceEngine }), '/etc/kiosk').faceEngine
  expect(configOf(JSON.stringify(least), '/').faceEngine).toBeUndefined()
  expect(withEngine({ program: './face-sdk' })).toEqual({ program: '/etc/kiosk/face-sdk', args: [], timeoutMs: 10_000 })
  expect(withEngine({ program: '/opt/face/sdk', args: ['--ir'], timeoutS: 3 })).toEqual({
    ...{ program: '/opt/face/sdk', args: ['--ir'], timeoutMs: 3000 },
  })
  expect(() => withEngine({ program: 'x', timeout: 3 })).toThrow('faceEngine.timeout: unknown key')
})

test.each([
  ['{ driver: "sam-hid", vendorId: 0x0483, productId: 0x572b }'],
  ['{ driver: "sam-hid", vendorId: "0483", productId: "572B" }'],
  ['{ driver: "sam-hid", vendorId: "0x0483", productId: "0X572b" }'],
])('a HID reader is named by numbers or digits: %s', (reader) => {
  const text = `{ server: 'https://hall.example', data: 'data', reader: ${reader} }`
  expect(configOf(text, '/').reader).toEqual({ driver: 'sam-hid', vendorId: '0483', productId: '572b' })
})

test('a bulk reader is named like a HID one', () => {
  const reader = '{ driver: "sam-usb", vendorId: 0x0400, productId: "C35A" }'
  const text = `{ server: 'https://hall.example', data: 'data', reader: ${reader} }`
  expect(configOf(text, '/').reader).toEqual({ driver: 'sam-usb', vendorId: '0400', productId: 'c35a' })
})

describe('a configuration that cannot be used says where', () => {
  test.each([
    ['an unknown key', { ...least, servr: 1 }, ['servr: unknown key']],
    ['an unknown key further in', { ...least, idle: { warnAfter: 3 } }, ['idle.warnAfter: unknown key']],
    ['two unknown keys', { ...least, a: 1, b: 2 }, ['a: unknown key', 'b: unknown key']],
    ['a missing key', { server: 'https://hall.example' }, ['data: missing']],
    ['an unknown key of a reader', { ...least, reader: { driver: 'auto', x: 1 } }, ['reader.x: unknown key']],
    ['a reader without its path', { ...least, reader: { driver: 'sam-serial' } }, ['reader.path: missing']],
    [
      'a HID reader without its product',
      { ...least, reader: { driver: 'sam-hid', vendorId: '0483' } },
      ['reader.productId: missing'],
    ],
    [
      'a HID reader whose vendor is no number',
      { ...least, reader: { driver: 'sam-hid', vendorId: 'Routon', productId: '8159' } },
      Array(3).fill(expect.stringMatching(/^reader.vendorId: /)),
    ],
    ['an empty file', '', [expect.stringMatching(/^\(file\): /)]],
    ['no object', '[]', [expect.stringMatching(/^\(file\): /)]],
    ['a wrong type', { ...least, demo: 'yes' }, [expect.stringMatching(/^demo: /)]],
    ['a wrong mode', { ...least, mode: 'x' }, [expect.stringMatching(/^mode: /)]],
    ['plain http', { ...least, server: 'http://hall.example' }, [expect.stringMatching(/^server: must be https/)]],
    [
      'plain http elsewhere in demo',
      { ...least, demo: true, server: 'http://1.2.3.4' },
      [expect.stringMatching(/^server: /)],
    ],
    ['a server with a path', { ...least, server: 'https://hall.example/v1' }, [expect.stringMatching(/^server: /)]],
    ['a warning after the end', { ...least, idle: { warnAfterS: 60 } }, [expect.stringMatching(/^idle.warnAfterS: /)]],
    [
      'an end after the sign-out',
      { ...least, idle: { endAfterS: 700 } },
      [expect.stringMatching(/^idle.signOutAfterS: /)],
    ],
  ])('%s', (_name, config, expected) => {
    expect(faults(config)).toEqual(expected)
  })

  test('an unknown reader driver', () => {
    const found = faults({ ...least, reader: { driver: 'other' } })
    expect(found.length).toBeGreaterThan(0)
    expect(found.every((fault) => fault.startsWith('reader'))).toBe(true)
  })
})

describe('where it lies', () => {
  test.each([
    [['kiosk', '--config', 'a.json5'], {}, 'a.json5'],
    [['kiosk', '--config=b.json5'], { HALL_KIOSK_CONFIG: 'c' }, 'b.json5'],
    [['kiosk'], { HALL_KIOSK_CONFIG: 'c.json5' }, 'c.json5'],
  ])('%j', (argv, env, expected) => {
    expect(configPathOf(argv, env)).toBe(expected)
  })

  test('nowhere is an error, and so is a file that is not there', () => {
    expect(() => configPathOf(['kiosk'], {})).toThrow(ConfigError)
    expect(() => readConfig('/nowhere/kiosk.json5')).toThrow(ConfigError)
  })
})
