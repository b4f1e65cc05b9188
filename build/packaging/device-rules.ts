import {
  hidReaderModels,
  serialAdapters,
  usbReaderModels,
  type UsbIdentity,
} from '../../native/drivers/reader-models.ts'

/** The group whose members may use a hall's devices; the kiosk's user is one. */
const GROUP = 'hall-devices'

/** Receipt printers behind the kernel's own driver have one name for all models. */
const USB_PRINTERS = `SUBSYSTEM=="usbmisc", KERNEL=="lp[0-9]*", GROUP="${GROUP}", MODE="0660"\n`

/** The udev rules of the driver tables: each known device belongs to the kiosk, and no modem service talks to it. */
export function deviceRules(): string {
  const head = '# Generated from the tables of known devices; local changes belong into /etc/udev/rules.d.\n'
  const readers = hidReaderModels.map((model) => ruleOf('hidraw', model))
  const adapters = serialAdapters.map((adapter) => ruleOf('tty', adapter))
  const bulk = usbReaderModels.map((model) => ruleOf('usb', model))
  return [head, ...readers, ...bulk, ...adapters, USB_PRINTERS].join('')
}

function ruleOf(subsystem: 'hidraw' | 'tty' | 'usb', { vendorId, productId }: UsbIdentity): string {
  const match = `SUBSYSTEM=="${subsystem}", ATTRS{idVendor}=="${vendorId}", ATTRS{idProduct}=="${productId}"`
  return `${match}, GROUP="${GROUP}", MODE="0660", ENV{ID_MM_DEVICE_IGNORE}="1"\n`
}
