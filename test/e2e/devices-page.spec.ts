import { request } from 'node:http'
import { expect, test } from './hall/hall-test.ts'

test.use({ hallWish: { name: 'devices', screen: { width: 1280, height: 800 } } })

interface Asked {
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Plain HTTP, because fetch() does not let a test lie about Host and Origin. */
function statusOf(base: string, { path, headers = {}, body }: Asked): Promise<number> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST'
    const sent = request(new URL(path, base), { method, headers: { 'content-type': 'application/json', ...headers } })
    sent.on('response', (response) => resolve(response.resume().statusCode ?? 0)).on('error', reject)
    sent.end(body)
  })
}

test('another site can neither play the devices nor look at the screen', async ({ hall }) => {
  const { devices } = hall.demo.readyLine
  const body = '{"card":"chen-jing"}'
  expect(await statusOf(devices, { path: '/reader', headers: { origin: 'http://elsewhere.example' }, body })).toBe(403)
  expect(await statusOf(devices, { path: '/screen.png', headers: { host: 'elsewhere.example' } })).toBe(403)
  expect(await statusOf(devices, { path: '/cards', headers: { 'sec-fetch-site': 'cross-site' } })).toBe(403)
  expect(await statusOf(devices, { path: '/cards' })).toBe(200)
})

test('what makes no sense is refused', async ({ hall }) => {
  const { devices } = hall.demo.readyLine
  expect(await statusOf(devices, { path: '/reader', body: '{"card":"nobody"}' })).toBe(400)
  expect(await statusOf(devices, { path: '/reader/fault', body: '{"kind":"fire"}' })).toBe(400)
  expect(await statusOf(devices, { path: '/camera', body: '{"person":"nobody"}' })).toBe(400)
  expect(await statusOf(devices, { path: '/network', body: '{"up":"perhaps"}' })).toBe(400)
  expect(await statusOf(devices, { path: '/network', body: 'not JSON' })).toBe(400)
  expect(await statusOf(devices, { path: '/elsewhere' })).toBe(404)
})

test('the screen can be watched from a machine without one', async ({ hall }) => {
  const response = await fetch(`${hall.demo.readyLine.devices}/screen.png`)
  expect(response.headers.get('content-type')).toBe('image/png')
  const png = Buffer.from(await response.arrayBuffer())
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, 800])
})
