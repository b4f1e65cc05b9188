/** Masks for the screen and the receipt, in the manual's form; not for logs, which carry no personal data at all. */

/** `180****9749` (manual 1.2.4). */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** `3729**********46`: first four and last two stay readable (manual 1.2.4). */
export function maskDocumentNumber(number: string): string {
  const hidden = Math.max(number.length - 6, 0)
  return hidden === 0 ? '*'.repeat(number.length) : `${number.slice(0, 4)}${'*'.repeat(hidden)}${number.slice(-2)}`
}

/** `*静`, `**雨`: only the last character of a Chinese name; counts characters, so rare Han characters stay whole. */
export function maskName(name: string): string {
  const characters = [...name]
  return characters.length < 2 ? name : '*'.repeat(characters.length - 1) + (characters.at(-1) ?? '')
}

/** `b*****0`: first and last (manual 1.2.4). */
export function maskUsername(username: string): string {
  return username.length < 3 ? '*'.repeat(username.length) : `${username[0]}*****${username.at(-1)}`
}

/** `z****n@example.com`: first and last of what stands before the `@`; the host stays readable. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@')
  const name = address.slice(0, Math.max(at, 0))
  return name.length < 3
    ? '*'.repeat(name.length) + address.slice(name.length)
    : `${name[0]}****${address.slice(at - 1)}`
}

/** A name as it was typed to say whose account is meant: a phone, an ID number, or a user name, each under its own mask. */
export function maskAccountName(name: string): string {
  if (/^1\d{10}$/.test(name)) return maskPhone(name)
  return /^\d{17}[\dX]$/i.test(name) ? maskDocumentNumber(name) : maskUsername(name)
}
