const SERIAL_DIGITS = 10

/**
 * Management number of a module as printed on the reader: `aa.bb-yyyymmdd-ssssssssss-tttttttttt`. Sixteen bytes, all
 * little-endian and unsigned: two of 16 bits, then date and two serials of 32 bits.
 */
export function formatSamId(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const decimal = (value: number, digits: number): string => String(value).padStart(digits, '0')
  const model = `${decimal(view.getUint16(0, true), 2)}.${decimal(view.getUint16(2, true), 2)}`
  const date = decimal(view.getUint32(4, true), 8)
  const serials = [8, 12].map((at) => decimal(view.getUint32(at, true), SERIAL_DIGITS))
  return [model, date, ...serials].join('-')
}
