import { expect, test } from 'vitest'
import { deviceRules } from '../../../build/packaging/device-rules.ts'
import { hidReaderModels, serialAdapters, usbReaderModels } from '../../../native/drivers/reader-models.ts'

const known = [
  ...hidReaderModels.map((model) => ['hidraw', model.vendorId, model.productId] as const),
  ...usbReaderModels.map((model) => ['usb', model.vendorId, model.productId] as const),
  ...serialAdapters.map((adapter) => ['tty', adapter.vendorId, adapter.productId] as const),
]

test('a USB printer belongs to the kiosk', () => {
  const rule = 'SUBSYSTEM=="usbmisc", KERNEL=="lp[0-9]*", GROUP="hall-devices", MODE="0660"'
  expect(deviceRules().split('\n')).toContain(rule)
})

test.each(known)('%s %s:%s belongs to the kiosk', (subsystem, vendorId, productId) => {
  const match = `SUBSYSTEM=="${subsystem}", ATTRS{idVendor}=="${vendorId}", ATTRS{idProduct}=="${productId}"`
  const lines = deviceRules().split('\n')
  expect(lines.find((line) => line.startsWith(match))).toContain('GROUP="hall-devices", MODE="0660"')
  expect(`${vendorId}:${productId}`).toMatch(/^[\da-f]{4}:[\da-f]{4}$/) // as the bus gives them
})
