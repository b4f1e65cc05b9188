const utf8 = new TextDecoder('utf-8', { fatal: true })
const gb18030 = new TextDecoder('gb18030')

/** Text of a scanned code: UTF-8 where it is valid UTF-8, else GB18030, as Chinese codes are written in either. */
export function scanText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return gb18030.decode(bytes)
  }
}
